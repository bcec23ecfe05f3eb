package mnist.onednn;

import org.bytedeco.dnnl.memory;

/**
 * One layer of a network, as far as {@link CompiledNetwork} needs to know it. Dimensions are
 * [batch, channels, height, width] or [batch, values].
 */
sealed interface LayerStep {

  /** Dimensions of what it makes of an input. */
  long[] output(long[] input);

  /**
   * Dimensions of what it reads of an input, from the top left, to make so much.
   *
   * @param output no larger than {@link #output}
   */
  long[] read(long[] output, long[] input);

  /** Multiplies its input, at random, by 0 or by 1 / retained. */
  record Dropout(double retained) implements LayerStep {

    @Override
    public long[] output(long[] input) {
      return input;
    }

    @Override
    public long[] read(long[] output, long[] input) {
      return output;
    }
  }

  /** Without padding. Parameters lie in DL4J's order: biases, then [out, in, height, width]. */
  record Convolution(int channels, int height, int width, boolean relu, int offset)
      implements LayerStep {

    @Override
    public long[] output(long[] input) {
      return new long[] {input[0], channels, input[2] - height + 1, input[3] - width + 1};
    }

    @Override
    public long[] read(long[] output, long[] input) {
      return new long[] {input[0], input[1], output[2] + height - 1, output[3] + width - 1};
    }

    /** Dimensions of its weights. */
    long[] weights(long[] input) {
      return new long[] {channels, input[1], height, width};
    }

    /** Where its weights begin in the flat vector; its biases begin at {@link #offset}. */
    int weightOffset() {
      return offset + channels;
    }

    memory.desc biasLayout() {
      return Primitives.plain(new long[] {channels}, memory.format_tag.x);
    }
  }

  /** Without padding. */
  record MaxPooling(int height, int width, int strideHeight, int strideWidth) implements LayerStep {

    @Override
    public long[] output(long[] input) {
      return new long[] {
        input[0],
        input[1],
        (input[2] - height) / strideHeight + 1,
        (input[3] - width) / strideWidth + 1
      };
    }

    @Override
    public long[] read(long[] output, long[] input) {
      return new long[] {
        input[0],
        input[1],
        (output[2] - 1) * strideHeight + height,
        (output[3] - 1) * strideWidth + width
      };
    }
  }

  /** Parameters lie in DL4J's order: weights [out, in], then biases. */
  record Dense(int inputs, int units, boolean relu, int offset) implements LayerStep {

    @Override
    public long[] output(long[] input) {
      return new long[] {input[0], units};
    }

    @Override
    public long[] read(long[] output, long[] input) {
      return input;
    }

    /** Where its biases begin in the flat vector; its weights begin at {@link #offset}. */
    int biasOffset() {
      return offset + inputs * units;
    }

    memory.desc biasLayout() {
      return Primitives.plain(new long[] {units}, memory.format_tag.x);
    }
  }
}
