package mnist.onednn;

import java.util.Optional;
import mnist.network.LayerDescription;
import mnist.network.Shape;

/** What one {@link Block} computes: a layer, and what is fused into it. */
sealed interface FusedLayer {

  /** What it makes of an input. */
  Shape output(Shape input);

  /** The number of its parameters. */
  default long parameters(Shape input) {
    return 0;
  }

  /** The same with a ReLU after it; empty if it can't have one. */
  default Optional<FusedLayer> withRelu() {
    return Optional.empty();
  }

  /** The same with a max-pooling after it; empty if it can't have one. */
  default Optional<FusedLayer> withPooling(LayerDescription.MaxPooling pooling) {
    return Optional.empty();
  }

  /**
   * What computes it.
   *
   * @param input shape
   * @param offset of its parameters in the flat vector
   */
  Block block(Primitives primitives, FlatVectors vectors, Shape input, int offset);

  /** Dropout before the layer that follows. */
  record Dropout(double keepProbability) implements FusedLayer {

    @Override
    public Shape output(Shape input) {
      return input;
    }

    @Override
    public Block block(Primitives primitives, FlatVectors vectors, Shape input, int offset) {
      return new DropoutBlock(primitives, keepProbability);
    }
  }

  /** A convolution, its ReLU and the max-pooling after that. */
  record Convolution(
      LayerDescription.Convolution layer,
      boolean relu,
      Optional<LayerDescription.MaxPooling> pooling)
      implements FusedLayer {

    @Override
    public Shape.Image output(Shape input) {
      Shape.Image convolved = layer.output(input);
      return pooling.map(max -> max.output(convolved)).orElse(convolved);
    }

    @Override
    public long parameters(Shape input) {
      return layer.parameters(input);
    }

    @Override
    public Optional<FusedLayer> withRelu() {
      return pooling.isPresent()
          ? Optional.empty()
          : Optional.of(new Convolution(layer, true, pooling));
    }

    @Override
    public Optional<FusedLayer> withPooling(LayerDescription.MaxPooling next) {
      return pooling.isPresent()
          ? Optional.empty()
          : Optional.of(new Convolution(layer, relu, Optional.of(next)));
    }

    @Override
    public Block block(Primitives primitives, FlatVectors vectors, Shape input, int offset) {
      return new ConvolutionBlock(primitives, vectors, this, (Shape.Image) input, offset);
    }
  }

  /** A max-pooling that doesn't follow a convolution. */
  record MaxPooling(LayerDescription.MaxPooling layer) implements FusedLayer {

    @Override
    public Shape.Image output(Shape input) {
      return layer.output(input);
    }

    @Override
    public Block block(Primitives primitives, FlatVectors vectors, Shape input, int offset) {
      return new PoolingBlock(primitives, layer, (Shape.Image) input);
    }
  }

  /** A batch normalisation and its ReLU. */
  record BatchNormalization(LayerDescription.BatchNormalization layer, boolean relu)
      implements FusedLayer {

    @Override
    public Shape output(Shape input) {
      return input;
    }

    @Override
    public long parameters(Shape input) {
      return layer.parameters(input);
    }

    @Override
    public Optional<FusedLayer> withRelu() {
      return Optional.of(new BatchNormalization(layer, true));
    }

    @Override
    public Block block(Primitives primitives, FlatVectors vectors, Shape input, int offset) {
      return new BatchNormalizationBlock(primitives, vectors, this, layer.channels(input), offset);
    }
  }

  /** A dense layer and its ReLU. */
  record Dense(LayerDescription.Dense layer, boolean relu) implements FusedLayer {

    @Override
    public Shape.Vector output(Shape input) {
      return layer.output(input);
    }

    @Override
    public long parameters(Shape input) {
      return layer.parameters(input);
    }

    @Override
    public Optional<FusedLayer> withRelu() {
      return Optional.of(new Dense(layer, true));
    }

    @Override
    public Block block(Primitives primitives, FlatVectors vectors, Shape input, int offset) {
      return new DenseBlock(primitives, vectors, this, input, offset);
    }
  }
}
