package mnist.onednn;

import java.util.Optional;
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

  /** The same with a ReLU after it, if it can have one. */
  default Optional<LayerStep> withRelu() {
    return Optional.empty();
  }

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

  /** Parameters lie in DL4J's order: biases if any, then [out, in, height, width]. */
  record Convolution(int channels, Kernel kernel, boolean bias, boolean relu, int offset)
      implements LayerStep {

    @Override
    public long[] output(long[] input) {
      return kernel.output(input, channels);
    }

    @Override
    public long[] read(long[] output, long[] input) {
      return kernel.read(output, input);
    }

    @Override
    public Optional<LayerStep> withRelu() {
      return Optional.of(new Convolution(channels, kernel, bias, true, offset));
    }

    /** Dimensions of its weights. */
    long[] weights(long[] input) {
      return new long[] {channels, input[1], kernel.rows().size(), kernel.columns().size()};
    }

    /** Where its weights begin in the flat vector; its biases begin at {@link #offset}. */
    int weightOffset() {
      return bias ? offset + channels : offset;
    }

    memory.desc biasLayout() {
      return Primitives.vector(bias, channels);
    }
  }

  record MaxPooling(Kernel kernel) implements LayerStep {

    @Override
    public long[] output(long[] input) {
      return kernel.output(input, input[1]);
    }

    @Override
    public long[] read(long[] output, long[] input) {
      return kernel.read(output, input);
    }
  }

  /**
   * Parameters lie in DL4J's order: factors, summands, running means and running variances, one
   * each a channel or value.
   *
   * @param epsilon added to variances
   * @param decay what running statistics keep of themselves in a step
   * @param logarithmic whether in place of a variance stands its root's logarithm to base 10
   */
  record BatchNormalisation(
      int channels, double epsilon, double decay, boolean logarithmic, boolean relu, int offset)
      implements LayerStep {

    @Override
    public long[] output(long[] input) {
      return input;
    }

    /** All: what is left over later counts in the statistics. */
    @Override
    public long[] read(long[] output, long[] input) {
      return input;
    }

    @Override
    public Optional<LayerStep> withRelu() {
      return Optional.of(
          new BatchNormalisation(channels, epsilon, decay, logarithmic, true, offset));
    }

    /** Where running means begin in the flat vector; factors begin at {@link #offset}. */
    int runningOffset() {
      return offset + 2 * channels;
    }
  }

  /** Parameters lie in DL4J's order: weights [out, in], then biases if any. */
  record Dense(int inputs, int units, boolean bias, boolean relu, int offset) implements LayerStep {

    @Override
    public long[] output(long[] input) {
      return new long[] {input[0], units};
    }

    @Override
    public long[] read(long[] output, long[] input) {
      return input;
    }

    @Override
    public Optional<LayerStep> withRelu() {
      return Optional.of(new Dense(inputs, units, bias, true, offset));
    }

    /** Where its biases begin in the flat vector; its weights begin at {@link #offset}. */
    int biasOffset() {
      return offset + inputs * units;
    }

    memory.desc biasLayout() {
      return Primitives.vector(bias, units);
    }
  }
}
