package mnist.onednn;

import java.util.List;
import mnist.model.NativeRuntime;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Fits a small network, first to warm up, and says by how many bytes the process has grown since.
 */
final class SteppingJvm {

  static final String SAYS = "grown by: ";

  private SteppingJvm() {}

  /**
   * @param arguments steps to warm up, steps after that
   */
  public static void main(String[] arguments) {
    NativeRuntime.oneThreadPerTask();
    MultiLayerNetwork network = GradientBackend.ONEDNN.network(network());
    // Of two sizes, as an epoch's are.
    List<DataSet> minibatches = List.of(minibatch(64), minibatch(63));
    fit(network, minibatches, Integer.parseInt(arguments[0]));
    System.gc();
    long before = Pointer.physicalBytes();
    fit(network, minibatches, Integer.parseInt(arguments[1]));
    System.gc();
    System.out.println(SAYS + (Pointer.physicalBytes() - before));
  }

  private static void fit(MultiLayerNetwork network, List<DataSet> minibatches, int steps) {
    for (int step = 0; step < steps; step++) {
      Nd4j.getRandom().setSeed(step);
      network.fit(minibatches.get(step % minibatches.size()));
    }
  }

  private static DataSet minibatch(int examples) {
    return new DataSet(
        Nd4j.rand(examples, 1, 9, 9),
        Nd4j.eye(64).castTo(Nd4j.dataType()).get(NDArrayIndex.interval(0, examples)));
  }

  private static MultiLayerConfiguration network() {
    return new NeuralNetConfiguration.Builder()
        .updater(new Adam(0.001))
        .list()
        .layer(new ConvolutionLayer.Builder(2, 2).nOut(5).activation(Activation.RELU).build())
        .layer(new BatchNormalization())
        .layer(new ActivationLayer(Activation.RELU))
        .layer(
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(64)
                .dropOut(0.5)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(9, 9, 1))
        .build();
  }
}
