package mnist.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mnist.InvalidInputException;
import mnist.model.Architecture;
import mnist.model.NativeRuntime;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class GradientBackendTest {

  @BeforeEach
  void load() {
    NativeRuntime.oneThreadPerTask();
  }

  @Test
  void autoTakesOneDnnForTheShippedNetworks() {
    for (Architecture architecture : Architecture.values()) {
      assertThat(
              GradientBackend.of("auto", architecture.configuration(28, 28, 10, new Sgd(0.1), 1)))
          .isEqualTo(GradientBackend.ONEDNN);
    }
  }

  @Test
  void autoTakesDl4jForWhatOneDnnLacksHere() {
    assertThat(GradientBackend.of("auto", network(dilated()))).isEqualTo(GradientBackend.DL4J);
  }

  @Test
  void oneDnnForWhatItLacksIsTheUsersMistake() {
    assertRefused(dilated(), "layer 0 (ConvolutionLayer) isn't supported: dilation");
    assertRefused(
        network(dilated(), CNN2DFormat.NHWC),
        "layer 0 (ConvolutionLayer) isn't supported: channels last");
    assertRefused(
        new BatchNormalization.Builder().lockGammaBeta(true).build(),
        "layer 0 (BatchNormalization) isn't supported: locked gamma and beta");
    assertRefused(
        new ActivationLayer(Activation.RELU),
        "layer 0 (ActivationLayer) isn't supported: ReLU that doesn't follow a convolution, batch normalisation or dense layer");
    assertRefused(
        new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.TANH).build(),
        "layer 0 (ConvolutionLayer) isn't supported: activation functions other than ReLU");
    assertRefused(
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG).build(),
        "layer 0 (SubsamplingLayer) isn't supported: pooling other than max");
  }

  private static void assertRefused(Layer layer, String what) {
    assertRefused(network(layer), what);
  }

  private static void assertRefused(MultiLayerConfiguration network, String what) {
    assertThatThrownBy(() -> GradientBackend.ONEDNN.network(network))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot train this network by oneDNN, as runtime.layers = onednn asks for: "
                + what
                + "; set runtime.layers = dl4j");
  }

  @Test
  void anotherNameIsTheUsersMistake() {
    assertThatThrownBy(() -> GradientBackend.of("mkl", network(dilated())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("runtime.layers must be one of auto, onednn, dl4j, but was mkl");
  }

  private static Layer dilated() {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(4)
        .dilation(2, 2)
        .activation(Activation.RELU)
        .build();
  }

  private static MultiLayerConfiguration network(Layer first) {
    return network(first, CNN2DFormat.NCHW);
  }

  private static MultiLayerConfiguration network(Layer first, CNN2DFormat format) {
    return new NeuralNetConfiguration.Builder()
        .updater(new Sgd(0.1))
        .list()
        .layer(first)
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(10)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(14, 14, 1, format))
        .build();
  }
}
