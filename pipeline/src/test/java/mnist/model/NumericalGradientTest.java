package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * DL4J's built-in layers against differences of the loss, in double precision, which the oneDNN
 * helpers don't take.
 */
class NumericalGradientTest {

  /** Of VGG's normalisations: no parameters of the loss. */
  private static final Set<String> RUNNING_STATISTICS =
      Stream.of(1, 5, 8, 12, 15)
          .flatMap(layer -> Stream.of(layer + "_mean", layer + "_log10stdev"))
          .collect(Collectors.toUnmodifiableSet());

  @BeforeEach
  void doublePrecision() {
    NativeRuntime.oneThreadPerTask();
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterEach
  void singlePrecision() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  @ParameterizedTest
  @CsvSource({"REFERENCE, 18", "LENET, 12", "VGG, 24"})
  void gradientsAreThoseOfTheLoss(Architecture architecture, int side) {
    Nd4j.getRandom().setSeed(5);
    INDArray images = Nd4j.rand(DataType.DOUBLE, 4, 1, side, side);
    INDArray labels = Tensors.oneHot(new int[] {0, 2, 1, 2}, 3).castTo(DataType.DOUBLE);

    boolean agree =
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.MLNConfig()
                .net(network(architecture, side))
                .input(images)
                .labels(labels)
                .epsilon(1e-6)
                .maxRelError(1e-4)
                .minAbsoluteError(1e-9)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
                .subset(true)
                .excludeParams(RUNNING_STATISTICS)
                .maxPerParam(12));

    assertThat(agree).isTrue();
  }

  /** Without dropout, which makes the loss another function at each call. */
  private static MultiLayerNetwork network(Architecture architecture, int side) {
    MultiLayerConfiguration configuration =
        architecture.configuration(side, side, 3, new NoOp(), 3);
    configuration.getConfs().forEach(layer -> layer.getLayer().setIDropout(null));
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network.convertDataType(DataType.DOUBLE);
  }
}
