package mnist.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import mnist.model.Architecture;
import mnist.model.DigitModel;
import mnist.model.NativeRuntime;
import mnist.network.UnsupportedLayerException;
import mnist.testing.RandomModels;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;

class OnnxExportTest {

  @ParameterizedTest
  @EnumSource
  void shippedNetworksGiveWhatDl4jGives(Architecture architecture) throws Exception {
    NativeRuntime.oneThreadPerTask();
    MultiLayerNetwork network =
        new MultiLayerNetwork(architecture.configuration(28, 26, 7, new Sgd(), 3));
    network.init();
    DigitModel model =
        new DigitModel(architecture.label(), 28, 26, 7, RandomModels.NORMALISATION, network);

    assertGivesWhatDl4jGives(model, 3);
  }

  @Property(tries = 60)
  void smallNetworksGiveWhatDl4jGives(@ForAll long seed) throws Exception {
    NativeRuntime.oneThreadPerTask();

    assertGivesWhatDl4jGives(RandomModels.model(seed), seed);
  }

  private static void assertGivesWhatDl4jGives(DigitModel model, long seed) throws Exception {
    List<byte[]> images = RandomModels.images(model, 5, seed);
    OnnxModel exported = OnnxModel.of(model);
    try (OnnxClassifier classifier = new OnnxClassifier(exported, images.size())) {
      RandomModels.assertAppliedAsByDl4j(model, images, classifier.outputs(images));
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
                .layer(RandomModels.softmax(3, true))
                .setInputType(InputType.convolutional(8, 8, 1))
                .build());
    network.init();

    assertThatThrownBy(
            () ->
                OnnxModel.of(new DigitModel("small", 8, 8, 3, RandomModels.NORMALISATION, network)))
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
}
