package mnist.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** A network that computes something else than a description can say is refused, not changed. */
class Dl4jReaderTest {

  static Stream<Arguments> unsupported() {
    return Stream.of(
        hidden("constraints", dense().constrainAllParameters(new NonNegativeConstraint()).build()),
        hidden("weight noise", dense().weightNoise(new DropConnect(0.5)).build()),
        hidden(
            "gradient normalisation",
            dense().gradientNormalization(GradientNormalization.ClipL2PerLayer).build()),
        hidden("dropout of another kind", dense().dropOut(new AlphaDropout(0.5)).build()),
        hidden("layer normalisation", dense().hasLayerNorm(true).build()),
        hidden("channels last", convolution().dataFormat(CNN2DFormat.NHWC).build()),
        hidden("causal convolutions", causal()),
        hidden("channels last", pooling(PoolingType.MAX).dataFormat(CNN2DFormat.NHWC).build()),
        hidden("pooling other than max", pooling(PoolingType.AVG).build()),
        hidden(
            "channels last", new BatchNormalization.Builder().dataFormat(CNN2DFormat.NHWC).build()),
        hidden(
            "batch normalisation of whole data sets",
            new BatchNormalization.Builder().minibatch(false).build()),
        hidden("its type", new GlobalPoolingLayer.Builder().build()),
        last("outputs without softmax", output().activation(Activation.SIGMOID).build()),
        last(
            "losses other than cross-entropy",
            new OutputLayer.Builder(LossFunction.MSE)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build()),
        last(
            "losses other than cross-entropy",
            new OutputLayer.Builder(new LossMCXENT(Nd4j.ones(1, 3)))
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build()),
        last("networks that don't end in an output layer", new LossLayer.Builder().build()));
  }

  private static Arguments hidden(String named, Layer layer) {
    return Arguments.of(named, List.of(layer, output().build()), 0);
  }

  private static Arguments last(String named, Layer layer) {
    return Arguments.of(named, List.of(dense().build(), layer), 1);
  }

  private static DenseLayer.Builder dense() {
    return new DenseLayer.Builder().nIn(4).nOut(4).activation(Activation.RELU);
  }

  private static ConvolutionLayer.Builder convolution() {
    return new ConvolutionLayer.Builder(3, 3).nOut(2).activation(Activation.RELU);
  }

  /** DL4J's builder refuses it, but a file may say so. */
  private static Layer causal() {
    ConvolutionLayer layer = convolution().build();
    layer.setConvolutionMode(ConvolutionMode.Causal);
    return layer;
  }

  private static SubsamplingLayer.Builder pooling(PoolingType type) {
    return new SubsamplingLayer.Builder(type).kernelSize(2, 2).stride(2, 2);
  }

  private static OutputLayer.Builder output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(4)
        .nOut(3)
        .activation(Activation.SOFTMAX);
  }

  private static MultiLayerConfiguration configuration(
      List<Layer> layers, Consumer<NeuralNetConfiguration.ListBuilder> more) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().list().validateOutputLayerConfig(false);
    layers.forEach(list::layer);
    more.accept(list);
    return list.build();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("unsupported")
  void isRefusedByItsLayer(String named, List<Layer> layers, int at) {
    MultiLayerConfiguration configuration = configuration(layers, list -> {});

    assertThatThrownBy(() -> NetworkDescription.of(configuration))
        .isInstanceOf(UnsupportedLayerException.class)
        .hasMessage(
            "layer %d (%s) isn't supported: %s"
                .formatted(at, layers.get(at).getClass().getSimpleName(), named));
  }

  @Test
  void preprocessorsThatDoMoreThanFlattenAreRefused() {
    MultiLayerConfiguration recurrent =
        configuration(List.of(dense().build(), output().build()), list -> {});
    recurrent.setInputPreProcessors(Map.of(1, new FeedForwardToRnnPreProcessor()));
    MultiLayerConfiguration channelsLast =
        configuration(
            List.of(new DenseLayer.Builder().nOut(4).build(), output().build()),
            list -> list.setInputType(InputType.convolutional(4, 4, 1, CNN2DFormat.NHWC)));

    for (MultiLayerConfiguration each : List.of(recurrent, channelsLast)) {
      assertThatThrownBy(() -> NetworkDescription.of(each))
          .isInstanceOf(UnsupportedLayerException.class)
          .hasMessageEndingWith("preprocessors other than the flattening of channels first");
    }
  }

  @Test
  void plainLayersAreRead() throws UnsupportedLayerException {
    assertThat(
            NetworkDescription.of(
                    configuration(List.of(dense().build(), output().build()), list -> {}))
                .layers())
        .containsExactly(
            new LayerDescription.Dense(4, true, ActivationFunction.RELU, 1),
            new LayerDescription.Output(3, true, 1));
  }
}
