package mnist.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mnist.network.NetworkDescription;
import mnist.network.Shape;
import mnist.network.UnsupportedLayerException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/** Which layers one primitive, or none, computes with the layer before. */
class FusedNetworkTest {

  @Test
  void reluAndOnePoolingGoIntoTheirConvolution() throws Exception {
    List<FusedLayer> layers = fused(convolution().build(), relu(), pooling(), pooling()).layers();

    assertThat(layers).hasSize(3);
    FusedLayer.Convolution first = (FusedLayer.Convolution) layers.get(0);
    assertThat(first.relu()).isTrue();
    assertThat(first.pooling()).isPresent();
    assertThat(layers.get(1)).isInstanceOf(FusedLayer.MaxPooling.class);
    assertThat(layers.get(2)).isInstanceOf(FusedLayer.Dense.class);
  }

  @Test
  void poolingWithoutAConvolutionStandsAlone() throws Exception {
    List<FusedLayer> layers = fused(pooling(), convolution().build()).layers();

    assertThat(layers).hasSize(3);
    assertThat(layers.get(0)).isInstanceOf(FusedLayer.MaxPooling.class);
    FusedLayer.Convolution convolution = (FusedLayer.Convolution) layers.get(1);
    assertThat(convolution.relu()).isFalse();
    assertThat(convolution.pooling()).isEmpty();
  }

  @Test
  void reluGoesIntoNormalisationsAndDenseLayers() throws Exception {
    DenseLayer dense = new DenseLayer.Builder().nOut(5).activation(Activation.IDENTITY).build();
    List<FusedLayer> layers = fused(new BatchNormalization(), relu(), dense, relu()).layers();

    assertThat(layers).hasSize(3);
    assertThat(((FusedLayer.BatchNormalization) layers.get(0)).relu()).isTrue();
    assertThat(((FusedLayer.Dense) layers.get(1)).relu()).isTrue();
  }

  @Test
  void dropoutComesBeforeItsLayer() throws Exception {
    List<FusedLayer> layers =
        fused(convolution().build(), convolution().dropOut(0.7).build()).layers();

    assertThat(layers).hasSize(4);
    assertThat(layers.get(1)).isEqualTo(new FusedLayer.Dropout(0.7));
    assertThat(layers.get(2)).isInstanceOf(FusedLayer.Convolution.class);
  }

  /** The backward pass through a ReLU is taken on the pooled map, so it can't come after it. */
  @Test
  void reluAfterPoolingIsRefusedByTheLayersNumber() {
    assertThatThrownBy(() -> fused(convolution().build(), pooling(), relu()))
        .isInstanceOf(UnsupportedLayerException.class)
        .hasMessage(
            "layer 2 (ActivationLayer) isn't supported: ReLU that doesn't follow a convolution, batch normalisation or dense layer");
  }

  @Test
  void dilatedPoolingIsRefused() {
    SubsamplingLayer dilated =
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
            .kernelSize(2, 2)
            .dilation(2, 2)
            .build();

    assertThatThrownBy(() -> fused(convolution().build(), dilated))
        .isInstanceOf(UnsupportedLayerException.class)
        .hasMessage("layer 1 (SubsamplingLayer) isn't supported: dilation");
  }

  /** When a trained network is applied; a scale below 0 turns the largest into the smallest. */
  @Test
  void normalisationGoesIntoTheConvolutionBeforeItAcrossAPooling() throws Exception {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            configuration(convolution().build(), pooling(), new BatchNormalization(), relu()));
    network.init();

    assertThat(applied(network).stream().map(Object::getClass).toList())
        .isEqualTo(
            List.of(
                InferenceLayer.Convolution.class,
                InferenceLayer.MaxPooling.class,
                InferenceLayer.Dense.class));

    network.getParam("2_gamma").negi();
    assertThat(applied(network).stream().map(Object::getClass).toList())
        .isEqualTo(
            List.of(
                InferenceLayer.Convolution.class,
                InferenceLayer.MaxPooling.class,
                InferenceLayer.Affine.class,
                InferenceLayer.Dense.class));
  }

  private static List<InferenceLayer> applied(MultiLayerNetwork network) throws Exception {
    FusedNetwork fused =
        FusedNetwork.of(NetworkDescription.of(network.getLayerWiseConfigurations()));
    return InferenceLayers.of(
        fused.layers(), new Shape.Image(1, 12, 12), network.params().toFloatVector());
  }

  private static FusedNetwork fused(Layer... layers) throws UnsupportedLayerException {
    return FusedNetwork.of(NetworkDescription.of(configuration(layers)));
  }

  /** Of these and an output. */
  private static MultiLayerConfiguration configuration(Layer... layers) {
    ListBuilder list = new NeuralNetConfiguration.Builder().list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    return list.layer(new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
        .setInputType(InputType.convolutional(12, 12, 1))
        .build();
  }

  private static ConvolutionLayer.Builder convolution() {
    return new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.IDENTITY);
  }

  private static ActivationLayer relu() {
    return new ActivationLayer(Activation.RELU);
  }

  private static SubsamplingLayer pooling() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }
}
