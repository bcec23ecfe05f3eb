package mnist.bench.contenders;

import mnist.bench.plan.Plan;
import mnist.bench.plan.Prepared;
import mnist.model.Architecture;
import mnist.model.NativeRuntime;
import mnist.model.Tensors;
import mnist.onednn.GradientBackend;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.nativeblas.NativeOpsHolder;

/** A DL4J network, with our gradients or with DL4J's. */
public final class Dl4jTrainee implements Trainee {

  private final MultiLayerNetwork network;
  private final Prepared prepared;

  private Dl4jTrainee(MultiLayerNetwork network, Prepared prepared) {
    this.network = network;
    this.prepared = prepared;
  }

  /** As a worker of ours has it: oneDNN's gradients, in one thread. */
  public static Dl4jTrainee ours(Plan plan, Prepared prepared) {
    NativeRuntime.oneThreadPerTask();
    MultiLayerConfiguration configuration = configuration(plan, prepared);
    return new Dl4jTrainee(
        GradientBackend.of(GradientBackend.AUTO, configuration).network(configuration), prepared);
  }

  /** As Maven Central has it, which doesn't find its own oneDNN helpers. */
  public static Dl4jTrainee asShipped(Plan plan, Prepared prepared) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(plan, prepared));
    network.init();
    requireAsShipped(network);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(plan.threads());
    return new Dl4jTrainee(network, prepared);
  }

  /**
   * @throws IllegalStateException if the network's convolutions have a helper, so that they
   *     wouldn't run as DL4J's release runs them
   */
  static void requireAsShipped(MultiLayerNetwork network) {
    ConvolutionLayer first = (ConvolutionLayer) network.getLayer(0);
    if (first.getHelper() != null) {
      throw new IllegalStateException(
          "DL4J as shipped must have no helper for convolutions, but had " + first.getHelper());
    }
  }

  static MultiLayerConfiguration configuration(Plan plan, Prepared prepared) {
    Adam adam = Adam.builder().learningRateSchedule(plan.learningRates()).beta2(Plan.BETA2).build();
    return Architecture.named(plan.architecture())
        .configuration(prepared.height(), prepared.width(), prepared.classes(), adam, plan.seed());
  }

  @Override
  public void step(float[] values, int[] labels) {
    network.fit(
        Tensors.of(values, labels.length, prepared.height(), prepared.width()),
        Tensors.oneHot(labels, prepared.classes()));
  }

  @Override
  public float[] apply(float[] values, int images) {
    return network
        .output(Tensors.of(values, images, prepared.height(), prepared.width()))
        .dup('c')
        .data()
        .asFloat();
  }

  @Override
  public void close() {
    network.close();
  }
}
