package mnist.onednn;

import mnist.network.LayerDescription;

/** A layer as it is applied, with its parameters as float32. */
sealed interface InferenceLayer {

  /**
   * A convolution and its ReLU.
   *
   * @param weights [out, in, height, width], row-major
   * @param bias of each channel that it makes
   */
  record Convolution(
      LayerDescription.Convolution layer, boolean relu, float[] weights, float[] bias)
      implements InferenceLayer {}

  /** A max-pooling. */
  record MaxPooling(LayerDescription.MaxPooling layer) implements InferenceLayer {}

  /**
   * A batch normalisation that couldn't be made part of the layer before, and its ReLU.
   *
   * @param scales of each channel
   * @param shifts of each channel, added to what is scaled
   */
  record Affine(boolean relu, float[] scales, float[] shifts) implements InferenceLayer {}

  /**
   * A dense layer and its ReLU.
   *
   * @param weights [out, in], row-major; images are flattened channel by channel, each row by row
   * @param bias of each unit
   */
  record Dense(int units, boolean relu, float[] weights, float[] bias) implements InferenceLayer {}
}
