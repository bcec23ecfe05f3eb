package mnist.network;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A classifier's layers, in order; the last and only the last is the output.
 *
 * @param layers one or more
 */
public record NetworkDescription(List<LayerDescription> layers) {

  public NetworkDescription {
    layers = List.copyOf(layers);
    for (int i = 0; i < Math.max(1, layers.size()); i++) {
      boolean last = i == layers.size() - 1;
      if (layers.isEmpty() || last != layers.get(i) instanceof LayerDescription.Output) {
        throw new IllegalArgumentException(
            "a network must have one output layer, the last of its layers");
      }
    }
  }

  /**
   * The description of a network that DL4J's builders or its JSON made.
   *
   * @throws UnsupportedLayerException if it has what a description can't express
   */
  public static NetworkDescription of(MultiLayerConfiguration network)
      throws UnsupportedLayerException {
    return Dl4jReader.read(network);
  }

  /**
   * The same network for DL4J.
   *
   * @param input of the first layer
   * @param weightDecay the part of each weight that a step takes off, times the learning rate; 0
   *     for none
   * @param seed of the initial parameters
   * @throws IllegalArgumentException if a layer can't take what the one before it makes
   */
  public MultiLayerConfiguration configuration(
      Shape.Image input, IUpdater updater, double weightDecay, long seed) {
    shapes(input);
    return Dl4jWriter.configuration(this, input, updater, weightDecay, seed);
  }

  /**
   * What each layer takes, and at the end what the last one makes: one shape more than layers.
   *
   * @throws IllegalArgumentException if a layer can't take what the one before it makes
   */
  public List<Shape> shapes(Shape input) {
    List<Shape> shapes = new ArrayList<>(List.of(input));
    for (int i = 0; i < layers.size(); i++) {
      try {
        shapes.add(layers.get(i).output(shapes.get(i)));
      } catch (ArithmeticException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "layer %d (%s) can't take %s: %s"
                .formatted(i, layers.get(i).type(), shapes.get(i), e.getMessage()),
            e);
      }
    }
    return List.copyOf(shapes);
  }

  /**
   * The number of parameters.
   *
   * @throws ArithmeticException if it is more than a long holds
   */
  public long parameters(Shape input) {
    List<Shape> shapes = shapes(input);
    long parameters = 0;
    for (int i = 0; i < layers.size(); i++) {
      parameters = Math.addExact(parameters, layers.get(i).parameters(shapes.get(i)));
    }
    return parameters;
  }

  /**
   * The part of the input, from its top left corner, that decides what the network makes: all but
   * the rows at the bottom and the columns on the right that strides leave over.
   */
  public Shape read(Shape input) {
    List<Shape> shapes = shapes(input);
    Shape read = shapes.get(layers.size());
    for (int i = layers.size() - 1; i >= 0; i--) {
      read = layers.get(i).read(read, shapes.get(i));
    }
    return read;
  }
}
