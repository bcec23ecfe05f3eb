package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mnist.InvalidInputException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

class ArchitectureTest {

  @BeforeAll
  static void oneThread() {
    NativeRuntime.oneThreadPerTask();
  }

  @Test
  void referenceHas93322Parameters() {
    assertThat(network(Architecture.REFERENCE, 28, 28, 10).numParams()).isEqualTo(93_322);
  }

  @Test
  void referenceIsTheNotebooksNetwork() {
    Layer[] layers = layers(Architecture.REFERENCE);

    assertThat(layers)
        .extracting(Object::getClass)
        .containsExactly(
            ConvolutionLayer.class,
            SubsamplingLayer.class,
            ConvolutionLayer.class,
            SubsamplingLayer.class,
            ConvolutionLayer.class,
            DenseLayer.class,
            OutputLayer.class);
    assertThat(layers).extracting(Layer::getIDropout).containsOnlyNulls();
    for (int convolution : new int[] {0, 2, 4}) {
      ConvolutionLayer layer = (ConvolutionLayer) layers[convolution];
      assertThat(layer.getKernelSize()).containsExactly(3, 3);
      assertThat(layer.getNOut()).isEqualTo(convolution == 0 ? 32 : 64);
      assertThat(layer.getActivationFn()).isInstanceOf(ActivationReLU.class);
    }
    for (int pooling : new int[] {1, 3}) {
      SubsamplingLayer layer = (SubsamplingLayer) layers[pooling];
      assertThat(layer.getKernelSize()).containsExactly(2, 2);
      assertThat(layer.getStride()).containsExactly(2, 2);
    }
    assertThat(((DenseLayer) layers[5]).getNOut()).isEqualTo(64);
  }

  @Test
  void lenetDropsOutBeforeItsOutput() {
    Layer[] layers = layers(Architecture.LENET);

    assertThat(layers)
        .extracting(Object::getClass)
        .containsExactly(
            ConvolutionLayer.class,
            SubsamplingLayer.class,
            ConvolutionLayer.class,
            SubsamplingLayer.class,
            DenseLayer.class,
            OutputLayer.class);
    // DL4J counts what is kept.
    assertThat(layers[5].getIDropout()).isEqualTo(new Dropout(0.6));
  }

  @Test
  void vggNormalisesEachConvolutionBeforeItsReLU() {
    List<Layer> layers = List.of(layers(Architecture.VGG));

    assertThat(layers).hasSize(18);
    for (int at = 0; at < 17; at++) {
      if (layers.get(at) instanceof ConvolutionLayer convolution) {
        assertThat(convolution.hasBias()).isFalse();
        assertThat(convolution.getActivationFn()).isInstanceOf(ActivationIdentity.class);
        int next = layers.get(at + 1) instanceof SubsamplingLayer ? at + 2 : at + 1;
        assertThat(layers.get(next)).isInstanceOf(BatchNormalization.class);
        assertThat(((ActivationLayer) layers.get(next + 1)).getActivationFn())
            .isInstanceOf(ActivationReLU.class);
      }
    }
    assertThat(layers.get(17).getIDropout()).isEqualTo(new Dropout(0.6));
    assertThat(network(Architecture.VGG, 28, 28, 10).numParams()).isEqualTo(144_938);
  }

  /** 9 x 48 (1 + 48 + 2 x 48 + 4 x 48 + 8 x 48) weights, 4 x 480 of normalisation, the output. */
  @Test
  void wideVggHasHalfAsManyChannelsMore() {
    assertThat(network(Architecture.VGG_WIDE, 28, 28, 10).numParams())
        .isEqualTo(9 * 48 * (1 + 48 + 2 * 48 + 4 * 48 + 8 * 48) + 4 * 480 + (4 * 192 + 1) * 10);
  }

  /** The same with 9 x 192 x 192 weights and 4 x 192 of normalisation more. */
  @Test
  void deepVggHasASixthConvolution() {
    assertThat(network(Architecture.VGG_DEEP, 28, 28, 10).numParams())
        .isEqualTo(321_082 + 9 * 192 * 192 + 4 * 192);
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void endsInASoftmaxWithCrossEntropy(Architecture architecture) {
    Layer[] layers = layers(architecture);

    OutputLayer output = (OutputLayer) layers[layers.length - 1];
    assertThat(output.getActivationFn()).isInstanceOf(ActivationSoftmax.class);
    assertThat(output.getLossFn()).isInstanceOf(LossMCXENT.class);
  }

  @ParameterizedTest
  @CsvSource({
    "REFERENCE, 18, 18, 2",
    "REFERENCE, 32, 20, 26",
    "REFERENCE, 28, 28, 47",
    "LENET, 12, 12, 2",
    "LENET, 20, 33, 26",
    "VGG, 24, 24, 2",
    "VGG, 25, 36, 26"
  })
  void takesOtherImagesAndClasses(Architecture architecture, int height, int width, int classes) {
    MultiLayerNetwork network = network(architecture, height, width, classes);

    INDArray probabilities = network.output(Nd4j.rand(3, 1, height, width));

    assertThat(probabilities.shape()).containsExactly(3, classes);
    for (float sum : probabilities.sum(1).toFloatVector()) {
      assertThat(sum).isBetween(0.9999f, 1.0001f);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REFERENCE, 17, 28, 18",
    "REFERENCE, 28, 1, 18",
    "LENET, 28, 11, 12",
    "VGG, 23, 24, 24"
  })
  void tooSmallImagesAreTheUsersMistake(
      Architecture architecture, int height, int width, int smallest) {
    assertThatThrownBy(() -> architecture.configuration(height, width, 10, new Sgd(), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "images for model.architecture %s must be at least %d x %d pixels, but were %d x %d; choose an architecture for smaller images, or give larger ones"
                .formatted(architecture.label(), smallest, smallest, height, width));
  }

  @Test
  void seedDecidesTheInitialParameters() {
    INDArray parameters = network(Architecture.REFERENCE, 28, 28, 10).params();

    assertThat(network(Architecture.REFERENCE, 28, 28, 10).params()).isEqualTo(parameters);
    MultiLayerNetwork other =
        new MultiLayerNetwork(Architecture.REFERENCE.configuration(28, 28, 10, new Sgd(), 8));
    other.init();
    assertThat(other.params()).isNotEqualTo(parameters);
  }

  /** Half of each weight at a rate of 0.1 and a decay of 5, beside the gradient's step. */
  @ParameterizedTest
  @EnumSource(Architecture.class)
  void weightsDecayApartFromTheGradient(Architecture architecture) {
    MultiLayerNetwork plain = fitted(architecture, 0);
    MultiLayerNetwork decayed = fitted(architecture, 5);
    INDArray initial = network(architecture, 28, 28, 10).getLayer(0).getParam("W");

    INDArray difference = plain.getLayer(0).getParam("W").sub(decayed.getLayer(0).getParam("W"));

    assertThat(difference.equalsWithEps(initial.mul(0.5), 1e-5)).isTrue();
    assertThat(decayed.getLayer(0).getParam("b")).isEqualTo(plain.getLayer(0).getParam("b"));
  }

  /** One step. */
  private static MultiLayerNetwork fitted(Architecture architecture, double weightDecay) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(architecture.configuration(28, 28, 10, new Sgd(0.1), weightDecay, 7));
    network.init();
    Nd4j.getRandom().setSeed(1);
    INDArray features = Nd4j.rand(3, 1, 28, 28);
    network.fit(features, Tensors.oneHot(new int[] {1, 2, 3}, 10));
    return network;
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void isFoundByItsLabel(Architecture architecture) {
    assertThat(Architecture.named(architecture.label())).isEqualTo(architecture);
  }

  @ParameterizedTest
  @CsvSource({"resnet", "REFERENCE", "''"})
  void unknownNameListsTheNames(String name) {
    assertThatThrownBy(() -> Architecture.named(name))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "model.architecture must be one of reference, lenet, vgg, vgg-wide, vgg-deep, but was "
                + name);
  }

  private static MultiLayerNetwork network(
      Architecture architecture, int height, int width, int classes) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(architecture.configuration(height, width, classes, new Sgd(), 7));
    network.init();
    return network;
  }

  private static Layer[] layers(Architecture architecture) {
    MultiLayerConfiguration configuration = architecture.configuration(28, 28, 10, new Sgd(), 7);
    return configuration.getConfs().stream()
        .map(NeuralNetConfiguration::getLayer)
        .toArray(Layer[]::new);
  }
}
