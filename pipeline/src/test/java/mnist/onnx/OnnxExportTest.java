package mnist.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import mnist.model.Architecture;
import mnist.model.DigitModel;
import mnist.model.FlatArrays;
import mnist.model.NativeRuntime;
import mnist.model.Tensors;
import mnist.network.UnsupportedLayerException;
import mnist.transform.Normalisation;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class OnnxExportTest {

  private static final Normalisation NORMALISATION = new Normalisation(0.13, 0.31);

  @ParameterizedTest
  @EnumSource
  void shippedNetworksGiveWhatDl4jGives(Architecture architecture) throws Exception {
    NativeRuntime.oneThreadPerTask();
    MultiLayerNetwork network =
        new MultiLayerNetwork(architecture.configuration(28, 26, 7, new Sgd(), 3));
    network.init();
    DigitModel model = new DigitModel(architecture.label(), 28, 26, 7, NORMALISATION, network);

    assertGivesWhatDl4jGives(model, 3);
  }

  @Property(tries = 60)
  void smallNetworksGiveWhatDl4jGives(@ForAll long seed) throws Exception {
    NativeRuntime.oneThreadPerTask();
    Random random = new Random(seed);
    int height = 8 + random.nextInt(6);
    int width = 8 + random.nextInt(6);
    int classes = 2 + random.nextInt(4);
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Sgd())
            .activation(random.nextBoolean() ? Activation.RELU : Activation.IDENTITY)
            .list();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.layer(spatial(random));
      // Not two in a row, which DL4J itself can't apply.
      if (random.nextInt(3) == 0) {
        list.layer(new ActivationLayer(Activation.RELU));
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      list.layer(flat(random));
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            list.layer(softmax(classes, random.nextBoolean()))
                .setInputType(InputType.convolutional(height, width, 1))
                .build());
    network.init();
    shake(network, random);

    assertGivesWhatDl4jGives(
        new DigitModel("small", height, width, classes, NORMALISATION, network), seed);
  }

  private static Layer spatial(Random random) {
    return switch (random.nextInt(3)) {
      case 0 ->
          mode(random, new ConvolutionLayer.Builder(side(random), side(random)))
              .nOut(1 + random.nextInt(5))
              .hasBias(random.nextBoolean())
              .build();
      case 1 ->
          random.nextBoolean()
              ? new SubsamplingLayer.Builder(2, 2).stride(1 + random.nextInt(2), 1).build()
              : new SubsamplingLayer.Builder(3, 2)
                  .stride(2, 2)
                  .convolutionMode(ConvolutionMode.Same)
                  .build();
      default -> normalising(random);
    };
  }

  private static Layer flat(Random random) {
    return random.nextInt(3) == 0
        ? normalising(random)
        : new DenseLayer.Builder()
            .nOut(1 + random.nextInt(8))
            .hasBias(random.nextBoolean())
            .dropOut(random.nextBoolean() ? 0.5 : 0)
            .build();
  }

  private static Layer normalising(Random random) {
    return new BatchNormalization.Builder(random.nextBoolean())
        .useLogStd(random.nextBoolean())
        .eps(1e-3)
        .gamma(0.7)
        .beta(0.2)
        .build();
  }

  private static ConvolutionLayer.Builder mode(
      Random random, ConvolutionLayer.Builder convolution) {
    convolution.stride(1 + random.nextInt(2), 1 + random.nextInt(2));
    return random.nextBoolean()
        ? convolution.convolutionMode(ConvolutionMode.Same)
        : convolution.padding(random.nextInt(2), random.nextInt(2));
  }

  private static int side(Random random) {
    return 2 + random.nextInt(2);
  }

  /** Off the initial values, of which many are 0 or 1: biases, means, variances. */
  private static void shake(MultiLayerNetwork network, Random random) {
    float[] parameters = FlatArrays.copyOf(network.params());
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += 0.3f * random.nextFloat();
    }
    FlatArrays.assign(network.params(), parameters);
  }

  private static void assertGivesWhatDl4jGives(DigitModel model, long seed) throws Exception {
    Random random = new Random(seed);
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      byte[] image = new byte[model.height() * model.width()];
      random.nextBytes(image);
      images.add(image);
    }
    INDArray features =
        Tensors.features(images, model.height(), model.width(), model.normalisation());
    float[][] expected = model.network().output(features).toFloatMatrix();

    OnnxModel exported = OnnxModel.of(model);
    try (OnnxClassifier classifier = new OnnxClassifier(exported, images.size())) {
      float[][] probabilities = classifier.probabilities(images);

      assertThat(probabilities).hasNumberOfRows(expected.length);
      for (int i = 0; i < expected.length; i++) {
        assertThat(probabilities[i]).containsExactly(expected[i], within(1e-5f));
      }
    }
    assertThat(OnnxModel.of(model).file()).isEqualTo(exported.file());
  }

  @ParameterizedTest
  @MethodSource
  void whatIsNotExportedIsNamed(Layer first, String what) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(first)
                .layer(softmax(3, true))
                .setInputType(InputType.convolutional(8, 8, 1))
                .build());
    network.init();

    assertThatThrownBy(() -> OnnxModel.of(new DigitModel("small", 8, 8, 3, NORMALISATION, network)))
        .isInstanceOf(UnsupportedLayerException.class)
        .hasMessage(what);
  }

  static Stream<Arguments> whatIsNotExportedIsNamed() {
    return Stream.of(
        Arguments.of(
            new LocalResponseNormalization.Builder().build(),
            "layer 0 (LocalResponseNormalization) isn't supported: its type"),
        Arguments.of(
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG).build(),
            "layer 0 (SubsamplingLayer) isn't supported: pooling other than max"),
        Arguments.of(
            new DenseLayer.Builder().nOut(2).activation(Activation.TANH).build(),
            "layer 0 (DenseLayer) isn't supported: activation functions other than ReLU"),
        Arguments.of(
            new DenseLayer.Builder().nOut(2).activation(Activation.RELU6).build(),
            "layer 0 (DenseLayer) isn't supported: the activation function ActivationReLU6"),
        Arguments.of(
            new DenseLayer.Builder().nOut(2).hasLayerNorm(true).activation(Activation.RELU).build(),
            "layer 0 (DenseLayer) isn't supported: layer normalisation"));
  }

  private static OutputLayer softmax(int classes, boolean bias) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(classes)
        .hasBias(bias)
        .activation(Activation.SOFTMAX)
        .build();
  }
}
