package mnist.onednn;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import mnist.model.Architecture;
import mnist.model.NativeRuntime;
import mnist.model.Tensors;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.Adam;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A minibatch's gradients and loss, without the optimiser's step. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GradientKernels {

  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  /** The network. */
  @Param({"reference", "lenet", "vgg"})
  public String architecture;

  /** Whose layers, by the setting {@code runtime.layers}. */
  @Param({"onednn", "dl4j"})
  public String layers;

  /** Images. */
  @Param("64")
  public int batch;

  private MultiLayerNetwork network;

  /** Makes a network and a minibatch, on the thread that will use them. */
  @Setup(Level.Trial)
  public void make() {
    NativeRuntime.oneThreadPerTask();
    MultiLayerConfiguration configuration =
        Architecture.named(architecture).configuration(SIDE, SIDE, CLASSES, new Adam(), 1);
    network = GradientBackend.of(layers, configuration).network(configuration);
    Random random = new Random(1);
    float[] values = new float[batch * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    network.setInput(Tensors.of(values, batch, SIDE, SIDE));
    network.setLabels(Tensors.oneHot(random.ints(batch, 0, CLASSES).toArray(), CLASSES));
  }

  /** Gradients and loss. */
  @Benchmark
  public double gradientsAndLoss() {
    network.computeGradientAndScore();
    return network.score();
  }
}
