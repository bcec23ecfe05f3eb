package mnist.onednn;

/** One layer of a network, as far as {@link CompiledNetwork} needs to know it. */
sealed interface LayerStep {

  /** Multiplies its input, at random, by 0 or by 1 / retained. */
  record Dropout(double retained) implements LayerStep {}

  /** Without padding. Parameters lie in DL4J's order: biases, then [out, in, height, width]. */
  record Convolution(int channels, int height, int width, boolean relu, int offset)
      implements LayerStep {}

  /** Without padding. */
  record MaxPooling(int height, int width, int strideHeight, int strideWidth)
      implements LayerStep {}

  /** Parameters lie in DL4J's order: weights [out, in], then biases. */
  record Dense(int inputs, int units, boolean relu, int offset) implements LayerStep {}
}
