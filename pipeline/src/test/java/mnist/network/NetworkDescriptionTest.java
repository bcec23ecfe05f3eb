package mnist.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mnist.model.Architecture;
import mnist.network.LayerDescription.BatchNormalization;
import mnist.network.LayerDescription.Convolution;
import mnist.network.LayerDescription.Dense;
import mnist.network.LayerDescription.MaxPooling;
import mnist.network.LayerDescription.Output;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class NetworkDescriptionTest {

  /** The reference network: pooling reads 10 of 11 rows, so the pooling before it 24 of 26. */
  @ParameterizedTest
  @CsvSource({
    "REFERENCE, 28, 28, 26, 26",
    "REFERENCE, 30, 33, 30, 30",
    "LENET, 28, 28, 28, 28",
    "LENET, 29, 31, 28, 28"
  })
  void readsWhatStridesDoNotLeaveOver(
      Architecture architecture, int height, int width, int readHeight, int readWidth) {
    NetworkDescription network = architecture.description(10);

    assertThat(network.read(new Shape.Image(1, height, width)))
        .isEqualTo(new Shape.Image(1, readHeight, readWidth));
  }

  /** Padding goes around the image that there is, and statistics are of all its pixels. */
  @Test
  void readsAllThatIsPaddedOrNormalised() {
    Shape.Image input = new Shape.Image(1, 14, 13);

    assertThat(network(convolution(side(3, 2, 1, 1, false))).read(input)).isEqualTo(input);
    assertThat(network(convolution(side(3, 2, 1, 0, true))).read(input)).isEqualTo(input);
    assertThat(
            network(
                    new BatchNormalization(1e-5, 0.9, 1, 0, false, true),
                    max(side(3, 3, 1, 0, false)))
                .read(input))
        .isEqualTo(input);
    assertThat(network(max(side(3, 3, 1, 0, false))).read(input))
        .isEqualTo(new Shape.Image(1, 12, 12));
  }

  /** DL4J counts parameters by its own initializers. */
  @ParameterizedTest
  @EnumSource(Architecture.class)
  void countsParametersAsDl4jDoes(Architecture architecture) {
    MultiLayerConfiguration configuration = architecture.configuration(28, 27, 10, new Sgd(), 1);
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();

    assertThat(architecture.description(10).parameters(new Shape.Image(1, 28, 27)))
        .isEqualTo(network.numParams());
  }

  /** DL4J computes the size of what a layer makes by its own arithmetic. */
  @Property(tries = 200)
  void shapesAreDl4js(
      @ForAll @IntRange(min = 9, max = 16) int height,
      @ForAll @IntRange(min = 9, max = 16) int width,
      @ForAll @IntRange(min = 1, max = 4) int size,
      @ForAll @IntRange(min = 1, max = 4) int stride,
      @ForAll @IntRange(min = 1, max = 2) int dilation,
      @ForAll @IntRange(min = 0, max = 2) int padding,
      @ForAll boolean same) {
    Window.Side side = side(size, stride, dilation, same ? 0 : padding, same);
    NetworkDescription network = network(convolution(side), max(side(2, 1, 1, 0, same)));
    Shape.Image input = new Shape.Image(1, height, width);
    List<Shape> shapes;
    try {
      shapes = network.shapes(input);
    } catch (IllegalArgumentException e) {
      // A window that is larger than the image, which DL4J refuses as well.
      return;
    }
    MultiLayerConfiguration configuration = network.configuration(input, new Sgd(), 0, 1);
    InputType type = InputType.convolutional(height, width, 1);
    for (int i = 0; i < 2; i++) {
      type = configuration.getConf(i).getLayer().getOutputType(i, type);
      InputType.InputTypeConvolutional image = (InputType.InputTypeConvolutional) type;
      assertThat(shapes.get(i + 1))
          .isEqualTo(
              new Shape.Image(
                  (int) image.getChannels(), (int) image.getHeight(), (int) image.getWidth()));
    }
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void isReadAgainFromDl4jsConfiguration(Architecture architecture)
      throws UnsupportedLayerException {
    NetworkDescription network = architecture.description(7);

    assertThat(
            NetworkDescription.of(
                network.configuration(new Shape.Image(1, 28, 28), new Sgd(), 0.01, 3)))
        .isEqualTo(network);
  }

  @Test
  void windowsOfEveryKindAreReadAgain() throws UnsupportedLayerException {
    NetworkDescription network =
        network(
            new Convolution(
                3,
                new Window(side(3, 2, 1, 1, false), side(2, 1, 2, 0, false)),
                false,
                ActivationFunction.TANH,
                0.75),
            max(side(2, 1, 1, 0, true)),
            new BatchNormalization(0.01, 0.7, 0.5, 0.25, true, false),
            new LayerDescription.Activation(ActivationFunction.SIGMOID),
            new Dense(5, false, ActivationFunction.IDENTITY, 0.5));

    assertThat(
            NetworkDescription.of(
                network.configuration(new Shape.Image(1, 12, 13), new Sgd(), 0, 3)))
        .isEqualTo(network);
  }

  @Test
  void layersThatDoNotFitAreNamed() {
    NetworkDescription network =
        network(max(side(2, 2, 1, 0, false)), convolution(side(5, 1, 1, 0, false)));

    assertThatThrownBy(() -> network.shapes(new Shape.Image(1, 8, 9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("layer 1 (ConvolutionLayer) can't take Image[channels=1, height=4");
  }

  @Test
  void whatItCannotExpressIsNamedWithItsLayer() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new DenseLayer.Builder().nOut(4).activation(Activation.RELU).build())
            .layer(new DenseLayer.Builder().nOut(4).activation(Activation.SWISH).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(3)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.feedForward(5))
            .build();

    assertThatThrownBy(() -> NetworkDescription.of(configuration))
        .isInstanceOf(UnsupportedLayerException.class)
        .hasMessage(
            "layer 1 (DenseLayer) isn't supported: the activation function ActivationSwish");
  }

  /** As TensorFlow and ONNX define SAME: the odd one at the end. */
  @ParameterizedTest
  @CsvSource({
    // size, stride, dilation, padding, same, pixels, before, after
    "3, 1, 1, 0, true, 28, 1, 1",
    "2, 1, 1, 0, true, 28, 0, 1",
    "5, 2, 1, 0, true, 28, 1, 2",
    "3, 3, 1, 0, true, 9, 0, 0",
    "3, 1, 2, 0, true, 28, 2, 2",
    "1, 4, 1, 0, true, 28, 0, 0",
    "3, 1, 1, 2, false, 28, 2, 2"
  })
  void paddingIsAsMuchAsTheWindowNeeds(
      int size,
      int stride,
      int dilation,
      int padding,
      boolean same,
      int pixels,
      int before,
      int after) {
    Window.Side side = side(size, stride, dilation, padding, same);

    assertThat(side.before(pixels)).isEqualTo(before);
    assertThat(side.after(pixels)).isEqualTo(after);
    Window.Side plain = side(1, 1, 1, 0, false);
    assertThat(new Window(side, plain).isDilated()).isEqualTo(dilation > 1);
    assertThat(new Window(plain, side).isDilated()).isEqualTo(dilation > 1);
  }

  @Test
  void weightDecayIsAsGivenOrNotThere() {
    NetworkDescription network = network(new Dense(5, true, ActivationFunction.RELU, 1));
    Shape.Image input = new Shape.Image(1, 3, 3);

    assertThat(regularization(network.configuration(input, new Sgd(), 0.01, 3)))
        .containsExactly(new WeightDecay(0.01, true));
    assertThat(regularization(network.configuration(input, new Sgd(), 0, 3))).isNullOrEmpty();
  }

  private static List<Regularization> regularization(MultiLayerConfiguration configuration) {
    return ((BaseLayer) configuration.getConf(0).getLayer()).getRegularization();
  }

  private static NetworkDescription network(LayerDescription... hidden) {
    List<LayerDescription> layers = new java.util.ArrayList<>(List.of(hidden));
    layers.add(new Output(10, true, 1));
    return new NetworkDescription(layers);
  }

  private static Convolution convolution(Window.Side side) {
    return new Convolution(4, new Window(side, side), true, ActivationFunction.RELU, 1);
  }

  private static MaxPooling max(Window.Side side) {
    return new MaxPooling(new Window(side, side));
  }

  private static Window.Side side(int size, int stride, int dilation, int padding, boolean same) {
    return new Window.Side(size, stride, dilation, padding, same);
  }
}
