package mnist.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mnist.InvalidInputException;
import mnist.model.Architecture;
import mnist.model.Classifier;
import mnist.model.DigitModel;
import mnist.model.NativeRuntime;
import mnist.model.Tensors;
import mnist.testing.RandomModels;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;

class InferenceTest {

  @ParameterizedTest
  @EnumSource
  void autoTakesOneDnnForTheShippedNetworks(Architecture architecture) {
    DigitModel model = model(architecture.configuration(28, 28, 10, new Sgd(), 1));

    assertThat(Inference.of("auto", model)).isEqualTo(Inference.ONEDNN);
  }

  @Test
  void autoTakesDl4jForWhatIsNotExported() {
    assertThat(Inference.of("auto", model(withTanh()))).isEqualTo(Inference.DL4J);
  }

  @Test
  void autoTakesOnnxRuntimeForWhatIsExportedAndOneDnnLacks() {
    MultiLayerConfiguration configuration = network(new BatchNormalization.Builder(true).build());

    assertThat(Inference.of("auto", model(configuration))).isEqualTo(Inference.ONNXRUNTIME);
  }

  @ParameterizedTest
  @EnumSource
  void everyLibraryAppliesTheModel(Inference inference) throws Exception {
    NativeRuntime.oneThreadPerTask();
    DigitModel model = model(Architecture.REFERENCE.configuration(28, 28, 10, new Sgd(), 1));
    List<byte[]> images = RandomModels.images(model, 3, 1);

    try (Classifier classifier = inference.ship(model).classifier(3)) {
      RandomModels.assertAppliedAsByDl4j(model, images, classifier.outputs(images));
    }
  }

  /** Its softmax is applied apart, to logits that are looked at first. */
  @Test
  void dl4jsProbabilitiesAreThoseOfItsNetworkToTheLastBit() {
    NativeRuntime.oneThreadPerTask();
    DigitModel model = model(Architecture.REFERENCE.configuration(28, 28, 10, new Sgd(), 1));
    List<byte[]> images = RandomModels.images(model, 5, 2);

    try (Classifier classifier = Inference.DL4J.ship(model).classifier(5)) {
      assertThat(classifier.outputs(images).probabilities())
          .isDeepEqualTo(
              model
                  .network()
                  .output(Tensors.features(images, 28, 28, model.normalisation()))
                  .toFloatMatrix());
    }
  }

  @ParameterizedTest
  @CsvSource({"onnxruntime, ONNX Runtime", "onednn, oneDNN"})
  void whatCanNotApplyANetworkIsTheUsersMistake(String setting, String library) {
    assertThatThrownBy(() -> Inference.of(setting, model(withTanh())).ship(model(withTanh())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot apply this network by %s, as runtime.inference = %s asks for: layer 0"
                    .formatted(library, setting)
                + " (DenseLayer) isn't supported: activation functions other than ReLU; set"
                + " runtime.inference = auto");
  }

  @Test
  void anotherNameIsTheUsersMistake() {
    assertThatThrownBy(() -> Inference.of("tensorflow", model(withTanh())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "runtime.inference must be one of auto, onednn, onnxruntime, dl4j, but was tensorflow");
  }

  private static MultiLayerConfiguration withTanh() {
    return network(new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build());
  }

  private static MultiLayerConfiguration network(Layer first) {
    return new NeuralNetConfiguration.Builder()
        .list()
        .layer(first)
        .layer(new OutputLayer.Builder().nOut(10).activation(Activation.SOFTMAX).build())
        .setInputType(InputType.convolutional(28, 28, 1))
        .build();
  }

  private static DigitModel model(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return new DigitModel("any", 28, 28, 10, Normalisation.SCALE_ONLY, network);
  }
}
