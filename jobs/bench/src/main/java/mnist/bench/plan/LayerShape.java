package mnist.bench.plan;

import java.util.ArrayList;
import java.util.List;
import mnist.InvalidInputException;
import mnist.network.LayerDescription;
import mnist.network.NetworkDescription;
import mnist.network.Shape;
import mnist.network.UnsupportedLayerException;

/**
 * One layer, in terms that every library knows. Convolutions have stride 1 and pooling that of its
 * kernel; neither is padded. All but poolings and the last layer end in ReLU.
 *
 * @param inputs channels or units
 * @param outputs channels or units
 * @param kernel side of the window; 1 for dense layers
 * @param side of the image that a convolution gives; 1 for dense layers
 * @param dropout part of the inputs that training drops
 */
public record LayerShape(
    Kind kind, long inputs, long outputs, int kernel, long side, double dropout) {

  public enum Kind {
    CONVOLUTION,
    POOLING,
    DENSE
  }

  /** Multiplications, each with an addition, that one image takes forward. */
  public long multiplications() {
    return kind == Kind.POOLING ? 0 : inputs * outputs * kernel * kernel * side * side;
  }

  /**
   * Those of a network for square images.
   *
   * @throws InvalidInputException if it has a layer of another kind
   */
  public static List<LayerShape> of(NetworkDescription network, int side) {
    List<Shape> inputs = network.shapes(new Shape.Image(1, side, side));
    List<LayerShape> shapes = new ArrayList<>();
    for (int i = 0; i < network.layers().size(); i++) {
      try {
        shapes.add(network.layers().get(i).accept(new Reader(i, inputs.get(i))));
      } catch (UnsupportedLayerException e) {
        throw new InvalidInputException(
            "Cannot compare this network with other libraries' ones: " + e.getMessage(),
            "choose another --architecture",
            e);
      }
    }
    return shapes;
  }

  private record Reader(int index, Shape input)
      implements LayerDescription.Visitor<LayerShape, UnsupportedLayerException> {

    @Override
    public LayerShape convolution(LayerDescription.Convolution layer) {
      Shape.Image image = (Shape.Image) input;
      return new LayerShape(
          Kind.CONVOLUTION,
          image.channels(),
          layer.channels(),
          layer.window().rows().size(),
          layer.output(input).height(),
          0);
    }

    @Override
    public LayerShape maxPooling(LayerDescription.MaxPooling layer) {
      return new LayerShape(
          Kind.POOLING, 0, 0, layer.window().rows().size(), layer.output(input).height(), 0);
    }

    @Override
    public LayerShape batchNormalization(LayerDescription.BatchNormalization layer)
        throws UnsupportedLayerException {
      throw new UnsupportedLayerException(index, layer.type(), "its type");
    }

    @Override
    public LayerShape activation(LayerDescription.Activation layer)
        throws UnsupportedLayerException {
      throw new UnsupportedLayerException(index, layer.type(), "its type");
    }

    @Override
    public LayerShape dense(LayerDescription.Dense layer) {
      return new LayerShape(
          Kind.DENSE, input.size(), layer.units(), 1, 1, 1 - layer.keepProbability());
    }

    @Override
    public LayerShape output(LayerDescription.Output layer) {
      return dense(layer.logits());
    }
  }
}
