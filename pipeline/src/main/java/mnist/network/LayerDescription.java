package mnist.network;

/**
 * One layer of a network. A layer that can drop out drops inputs in training: it keeps each with
 * the probability {@code keepProbability}, in (0, 1], and 1 stands for no dropout.
 */
public sealed interface LayerDescription {

  /**
   * What it makes of an input.
   *
   * @throws IllegalArgumentException if it can't take this input
   */
  Shape output(Shape input);

  /** The number of its parameters, running statistics included. */
  default long parameters(Shape input) {
    return 0;
  }

  /**
   * The part of the input, from its top left corner, that decides this part of the output.
   *
   * @param output no larger than {@link #output} of the input
   */
  default Shape read(Shape output, Shape input) {
    return input;
  }

  /** Calls the visitor's method for this kind of layer. */
  <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E;

  /** The name of DL4J's class for this kind of layer, for messages. */
  String type();

  /** One method for each kind of layer. */
  interface Visitor<R, E extends Exception> {
    R convolution(Convolution layer) throws E;

    R maxPooling(MaxPooling layer) throws E;

    R batchNormalization(BatchNormalization layer) throws E;

    R activation(Activation layer) throws E;

    R dense(Dense layer) throws E;

    R output(Output layer) throws E;
  }

  /**
   * A convolution of images, channels first. DL4J keeps biases, if any, then weights [out, in,
   * height, width].
   *
   * @param channels that it makes
   */
  record Convolution(
      int channels,
      Window window,
      boolean bias,
      ActivationFunction activation,
      double keepProbability)
      implements LayerDescription {

    @Override
    public Shape.Image output(Shape input) {
      return window.output(image(input), channels);
    }

    @Override
    public long parameters(Shape input) {
      return channels * (image(input).channels() * window.size() + (bias ? 1 : 0));
    }

    @Override
    public Shape read(Shape output, Shape input) {
      return window.read(image(output), image(input));
    }

    @Override
    public String type() {
      return "ConvolutionLayer";
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.convolution(this);
    }
  }

  /** The largest value of each window, channel by channel. */
  record MaxPooling(Window window) implements LayerDescription {

    @Override
    public Shape.Image output(Shape input) {
      return window.output(image(input), image(input).channels());
    }

    @Override
    public Shape read(Shape output, Shape input) {
      return window.read(image(output), image(input));
    }

    @Override
    public String type() {
      return "SubsamplingLayer";
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.maxPooling(this);
    }
  }

  /**
   * Normalisation of each channel, or value of a vector, by a minibatch's statistics, and by
   * running ones when the network is applied. DL4J keeps scales and shifts, unless they are locked,
   * then running means, then running variances.
   *
   * @param epsilon added to variances
   * @param decay the part of the running statistics that a step keeps
   * @param gamma the initial scale, or the only one if locked
   * @param beta the initial shift, or the only one if locked
   * @param locked whether scale and shift are no parameters
   * @param logarithmic whether in place of a variance stands the logarithm, to base 10, of its root
   */
  record BatchNormalization(
      double epsilon, double decay, double gamma, double beta, boolean locked, boolean logarithmic)
      implements LayerDescription {

    /** What it normalises one by one. */
    public int channels(Shape input) {
      return input instanceof Shape.Image image
          ? image.channels()
          : ((Shape.Vector) input).length();
    }

    @Override
    public Shape output(Shape input) {
      return input;
    }

    @Override
    public long parameters(Shape input) {
      return (locked ? 2L : 4L) * channels(input);
    }

    @Override
    public String type() {
      return "BatchNormalization";
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.batchNormalization(this);
    }
  }

  /** An activation function as a layer of its own. */
  record Activation(ActivationFunction function) implements LayerDescription {

    @Override
    public Shape output(Shape input) {
      return input;
    }

    @Override
    public Shape read(Shape output, Shape input) {
      return output;
    }

    @Override
    public String type() {
      return "ActivationLayer";
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.activation(this);
    }
  }

  /**
   * A dense layer, which flattens images. DL4J keeps weights [in, out], column by column, then
   * biases if any.
   *
   * @param units that it has, and so values that it makes
   */
  record Dense(int units, boolean bias, ActivationFunction activation, double keepProbability)
      implements LayerDescription {

    @Override
    public Shape.Vector output(Shape input) {
      return new Shape.Vector(units);
    }

    @Override
    public long parameters(Shape input) {
      return units * (input.size() + (bias ? 1 : 0));
    }

    @Override
    public String type() {
      return "DenseLayer";
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.dense(this);
    }
  }

  /** The last layer: a dense one with a softmax, trained by cross-entropy. */
  record Output(int classes, boolean bias, double keepProbability) implements LayerDescription {

    /** As a dense layer, without its softmax. */
    public Dense logits() {
      return new Dense(classes, bias, ActivationFunction.IDENTITY, keepProbability);
    }

    @Override
    public Shape.Vector output(Shape input) {
      return logits().output(input);
    }

    @Override
    public long parameters(Shape input) {
      return logits().parameters(input);
    }

    @Override
    public String type() {
      return "OutputLayer";
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.output(this);
    }
  }

  private static Shape.Image image(Shape shape) {
    if (shape instanceof Shape.Image image) {
      return image;
    }
    throw new IllegalArgumentException("must be an image, but was " + shape);
  }
}
