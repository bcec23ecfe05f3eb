package mnist.onednn;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Networks without dropout, whose masks are drawn in another way, in shapes of all kinds: numbers
 * of channels that fill blocks and that don't, sides of odd and even length.
 */
enum SampleNetwork {
  CONVOLUTIONS(
      list ->
          list.layer(convolution(5, 3).build())
              .layer(pooling(2).build())
              .layer(convolution(20, 2).build())
              .layer(dense(12).build())),
  LINEAR_CONVOLUTION_LAST(
      list ->
          list.layer(convolution(16, 3).build())
              .layer(convolution(7, 3).activation(Activation.IDENTITY).build())),
  POOLING_FIRST(list -> list.layer(pooling(3).build()).layer(convolution(8, 2).build())),
  POOLING_LAST(list -> list.layer(convolution(17, 5).build()).layer(pooling(2).build())),
  LEFT_OVER_PIXELS(
      list ->
          list.layer(convolution(8, 2).build())
              .layer(pooling(3).build())
              .layer(convolution(20, 2).build())
              .layer(pooling(2).build())),
  OVERLAPPING_POOLING(
      list -> list.layer(convolution(8, 3).build()).layer(pooling(3).stride(2, 2).build())),
  DENSE_ONLY(list -> list.layer(dense(30).build()).layer(dense(20).build())),
  STRIDES(
      list ->
          list.layer(convolution(8, 4).stride(1, 3).build())
              .layer(convolution(16, 3).stride(2, 1).build())),
  /** 14 x 13 to 7 x 7, with one row of zeros above and two below, two columns on either side. */
  SAME(
      list ->
          list.layer(convolution(16, 5).stride(2, 2).convolutionMode(ConvolutionMode.Same).build())
              .layer(convolution(5, 2).convolutionMode(ConvolutionMode.Same).build())
              .layer(pooling(2).convolutionMode(ConvolutionMode.Same).build())),
  /** Where the input's gradient is by Winograd's algorithm. */
  SAME_WIDE(
      list ->
          list.layer(convolution(32, 3).convolutionMode(ConvolutionMode.Same).build())
              .layer(convolution(32, 3).convolutionMode(ConvolutionMode.Same).build())),
  PADDING(
      list ->
          list.layer(convolution(7, 3).padding(2, 1).build())
              .layer(pooling(3).padding(1, 1).stride(2, 2).build())
              .layer(convolution(16, 3).padding(0, 2).stride(2, 2).build())
              .layer(pooling(2).build())),
  NORMALISED(
      list ->
          list.layer(linear(convolution(16, 3)).build())
              .layer(normalisation().build())
              .layer(relu())
              .layer(pooling(2).build())
              .layer(linear(convolution(20, 3)).convolutionMode(ConvolutionMode.Same).build())
              .layer(normalisation().useLogStd(false).decay(0.7).build())
              .layer(relu())
              .layer(dense(12).hasBias(false).activation(Activation.IDENTITY).build())
              .layer(normalisation().build())
              .layer(relu())),
  NORMALISED_AFTER_RELU(
      list ->
          list.layer(normalisation().build())
              .layer(convolution(5, 3).build())
              .layer(normalisation().eps(0.01).build())
              .layer(pooling(2).build())
              .layer(dense(16).build())
              .layer(normalisation().useLogStd(false).build())),
  /** Biases that the normalisation after them takes away again. */
  NORMALISED_AFTER_BIAS(
      list ->
          list.layer(convolution(6, 3).activation(Activation.IDENTITY).build())
              .layer(normalisation().build())
              .layer(relu())
              .layer(dense(12).activation(Activation.IDENTITY).build())
              .layer(normalisation().build())
              .layer(relu())),
  KERNEL_AS_LARGE_AS_THE_MAP(
      list ->
          list.layer(convolution(16, 3).stride(3, 3).build())
              .layer(linear(convolution(20, 4)).build())
              .layer(normalisation().build())
              .layer(relu()));

  private final UnaryOperator<ListBuilder> layers;

  SampleNetwork(UnaryOperator<ListBuilder> layers) {
    this.layers = layers;
  }

  /** For images of 14 x 13 pixels and ten classes. */
  MultiLayerConfiguration configuration(IUpdater updater) {
    return configuration(new NeuralNetConfiguration.Builder().updater(updater).l2(0.001));
  }

  /**
   * @param base optimiser and regularisation
   */
  MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder base) {
    return layers
        .apply(base.seed(3).weightInit(WeightInit.XAVIER).list())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(10)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(14, 13, 1))
        .build();
  }

  private static ConvolutionLayer.Builder convolution(int channels, int kernel) {
    return new ConvolutionLayer.Builder(kernel, kernel).nOut(channels).activation(Activation.RELU);
  }

  /** As it stands before a normalisation. */
  private static ConvolutionLayer.Builder linear(ConvolutionLayer.Builder convolution) {
    return convolution.activation(Activation.IDENTITY).hasBias(false);
  }

  private static BatchNormalization.Builder normalisation() {
    return new BatchNormalization.Builder().gamma(0.8).beta(0.1);
  }

  private static ActivationLayer relu() {
    return new ActivationLayer(Activation.RELU);
  }

  private static SubsamplingLayer.Builder pooling(int size) {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(size, size)
        .stride(size, size);
  }

  private static DenseLayer.Builder dense(int units) {
    return new DenseLayer.Builder().nOut(units).activation(Activation.RELU);
  }
}
