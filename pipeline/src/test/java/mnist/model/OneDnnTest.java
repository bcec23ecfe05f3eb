package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Supplier;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNSubsamplingHelper;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * DL4J 1.0.0-M2 runs its oneDNN helpers for convolution and pooling only because of {@link
 * NativeRuntime} and a shim class, and nobody upstream tests them any more. So: they are in use,
 * and they compute what DL4J's built-in layers compute, which {@link NumericalGradientTest} holds
 * to differences of the loss.
 */
class OneDnnTest {

  private static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

  /** Of probabilities. */
  private static final double OUTPUT_TOLERANCE = 1e-5;

  /** Of a layer's gradients, relative to the largest of them: float32 sums in another order. */
  private static final double GRADIENT_TOLERANCE = 1e-5;

  @BeforeAll
  static void helpersOn() {
    NativeRuntime.oneThreadPerTask();
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void helpersAreInUseAfterAFit(Architecture architecture) {
    MultiLayerNetwork network = network(architecture);

    network.fit(minibatch(8, 1));

    int convolutions = 0;
    for (Layer layer : network.getLayers()) {
      if (layer instanceof ConvolutionLayer && !(layer instanceof SubsamplingLayer)) {
        convolutions++;
        assertThat(layer.getHelper()).isInstanceOf(MKLDNNConvHelper.class);
        // DL4J falls back to its own code, with a warning, when a helper throws.
        assertThat(layer).extracting("helperCountFail").isEqualTo(0);
      }
      if (layer instanceof SubsamplingLayer) {
        assertThat(layer.getHelper()).isInstanceOf(MKLDNNSubsamplingHelper.class);
        assertThat(layer).extracting("helperCountFail").isEqualTo(0);
      }
    }
    assertThat(convolutions).isGreaterThanOrEqualTo(2);
  }

  /** In VGG, which has the same layers, many values lie near 0, where rounding decides. */
  @ParameterizedTest
  @EnumSource(names = {"REFERENCE", "LENET"})
  void outputsAndGradientsAgreeWithTheBuiltInLayers(Architecture architecture) {
    MultiLayerNetwork oneDnn = network(architecture);
    MultiLayerNetwork builtIn = withoutHelpers(() -> network(architecture));
    assertThat(oneDnn.getLayer(0).getHelper()).isNotNull();
    assertThat(builtIn.getLayers()).extracting(Layer::getHelper).containsOnlyNulls();
    // An odd size and a full one, at the initial parameters and after some training.
    for (DataSet minibatch : List.of(minibatch(3, 1), minibatch(6, 2))) {
      builtIn.setParams(oneDnn.params());
      assertAgree(oneDnn, builtIn, minibatch);
      for (int step = 0; step < 5; step++) {
        oneDnn.fit(minibatch);
      }
      builtIn.setParams(oneDnn.params());
      assertAgree(oneDnn, builtIn, minibatch);
    }
  }

  private static void assertAgree(
      MultiLayerNetwork oneDnn, MultiLayerNetwork builtIn, DataSet minibatch) {
    INDArray difference =
        oneDnn.output(minibatch.getFeatures()).sub(builtIn.output(minibatch.getFeatures()));
    assertThat(largest(difference)).isLessThan(OUTPUT_TOLERANCE);

    backpropagate(oneDnn, minibatch);
    backpropagate(builtIn, minibatch);
    assertThat(oneDnn.score()).isCloseTo(builtIn.score(), within(OUTPUT_TOLERANCE));
    oneDnn
        .gradient()
        .gradientForVariable()
        .forEach(
            (parameter, gradient) -> {
              INDArray expected = builtIn.gradient().getGradientFor(parameter);
              assertThat(largest(expected)).as("gradient of %s", parameter).isPositive();
              assertThat(largest(gradient.sub(expected)) / largest(expected))
                  .as("relative difference in the gradient of %s", parameter)
                  .isLessThan(GRADIENT_TOLERANCE);
            });
  }

  private static void backpropagate(MultiLayerNetwork network, DataSet minibatch) {
    // The same dropout in both.
    Nd4j.getRandom().setSeed(11);
    network.setInput(minibatch.getFeatures());
    network.setLabels(minibatch.getLabels());
    network.computeGradientAndScore();
  }

  private static double largest(INDArray values) {
    return Transforms.abs(values).maxNumber().doubleValue();
  }

  private static MultiLayerNetwork network(Architecture architecture) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(architecture.configuration(28, 28, 10, new Adam(1e-3), 3));
    network.init();
    return network;
  }

  /** DL4J asks the property when a layer is made. */
  private static MultiLayerNetwork withoutHelpers(Supplier<MultiLayerNetwork> make) {
    String before = System.setProperty(HELPERS_DISABLED, "true");
    try {
      return make.get();
    } finally {
      System.setProperty(HELPERS_DISABLED, before);
    }
  }

  private static DataSet minibatch(int perClass, long seed) {
    List<Digit> digits = SyntheticDigits.draw(perClass, seed);
    return new DataSet(
        Tensors.features(
            digits.stream().map(Digit::image).toList(),
            SyntheticDigits.SIDE,
            SyntheticDigits.SIDE,
            Normalisation.SCALE_ONLY),
        Tensors.oneHot(digits.stream().mapToInt(Digit::label).toArray(), SyntheticDigits.CLASSES));
  }
}
