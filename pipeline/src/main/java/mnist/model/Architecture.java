package mnist.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.network.ActivationFunction;
import mnist.network.LayerDescription;
import mnist.network.NetworkDescription;
import mnist.network.Shape;
import mnist.network.Window;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The networks to choose from, by name. All take [batch, 1, height, width] and end in a softmax
 * over the classes with categorical cross-entropy.
 */
public enum Architecture {
  /**
   * The network of the reference notebook: 93,322 parameters for 28 x 28 images and ten classes, no
   * dropout.
   */
  REFERENCE(
      18,
      1,
      List.of(
          convolution(32, 3),
          maxPooling(),
          convolution(64, 3),
          maxPooling(),
          convolution(64, 3),
          dense(64))),

  /**
   * After LeNet: less than half the multiplications of {@link #REFERENCE}, more parameters in the
   * dense layer, and dropout before the output.
   */
  LENET(
      12,
      0.6,
      List.of(convolution(24, 5), maxPooling(), convolution(32, 3), maxPooling(), dense(128))),

  /**
   * After VGG: two pairs of 3 x 3 convolutions and a fifth, each followed by batch normalisation
   * and ReLU, with max-pooling in each pair; dropout before the output. 3.6 times the
   * multiplications of {@link #REFERENCE}.
   */
  VGG(24, 0.6, vgg(32, false)),

  /** {@link #VGG} with one and a half times the channels: 2.2 times the multiplications. */
  VGG_WIDE(24, 0.6, vgg(48, false)),

  /**
   * {@link #VGG_WIDE} with a sixth convolution, so that the last ones are a pair as well, padded,
   * and see the whole image: 3 times the multiplications of {@link #VGG}.
   */
  VGG_DEEP(24, 0.6, vgg(48, true));

  /** Of images, in pixels; a smaller one would leave a convolution or pooling nothing. */
  private final int smallestSide;

  /** Of the output layer's inputs, in training; 1 for no dropout. */
  private final double keepProbability;

  private final List<LayerDescription> hidden;

  Architecture(int smallestSide, double keepProbability, List<LayerDescription> hidden) {
    this.smallestSide = smallestSide;
    this.keepProbability = keepProbability;
    this.hidden = hidden;
  }

  /** The name in settings and manifests: lower case with dashes. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The architecture of this name.
   *
   * @throws InvalidInputException if there is none; the message lists those there are
   */
  public static Architecture named(String name) {
    return Bounds.oneOf("model.architecture", name, values(), Architecture::label);
  }

  /**
   * The network for images of height x width pixels.
   *
   * @param seed of the initial parameters
   * @throws InvalidInputException if the images are too small for the layers
   */
  public MultiLayerConfiguration configuration(
      int height, int width, int classes, IUpdater updater, long seed) {
    return configuration(height, width, classes, updater, 0, seed);
  }

  /**
   * The same with weights that decay.
   *
   * @param weightDecay part of each weight that a step takes off, times the learning rate; 0 for
   *     none
   */
  public MultiLayerConfiguration configuration(
      int height, int width, int classes, IUpdater updater, double weightDecay, long seed) {
    if (Math.min(height, width) < smallestSide) {
      throw new InvalidInputException(
          "images for model.architecture %s must be at least %d x %d pixels, but were %d x %d"
              .formatted(label(), smallestSide, smallestSide, height, width),
          "choose an architecture for smaller images, or give larger ones");
    }
    return description(classes)
        .configuration(new Shape.Image(1, height, width), updater, weightDecay, seed);
  }

  /** Its layers, with an output of so many classes. */
  public NetworkDescription description(int classes) {
    List<LayerDescription> layers = new ArrayList<>(hidden);
    layers.add(new LayerDescription.Output(classes, true, keepProbability));
    return new NetworkDescription(layers);
  }

  private static List<LayerDescription> vgg(int channels, boolean isDeep) {
    List<LayerDescription> layers = new ArrayList<>();
    layers.addAll(normalised(channels, 0, false));
    layers.addAll(normalised(channels, 0, true));
    layers.addAll(normalised(2 * channels, 0, false));
    layers.addAll(normalised(2 * channels, 0, true));
    if (isDeep) {
      layers.addAll(normalised(4 * channels, 1, false));
      layers.addAll(normalised(4 * channels, 1, true));
    } else {
      layers.addAll(normalised(4 * channels, 0, false));
    }
    return layers;
  }

  private static LayerDescription convolution(int channels, int side) {
    return new LayerDescription.Convolution(
        channels, window(side, 1, 0), true, ActivationFunction.RELU, 1);
  }

  /** A convolution without bias, which the normalisation would take away again. */
  private static List<LayerDescription> normalised(int channels, int padding, boolean pooled) {
    List<LayerDescription> layers = new ArrayList<>();
    layers.add(
        new LayerDescription.Convolution(
            channels, window(3, 1, padding), false, ActivationFunction.IDENTITY, 1));
    // Pooling comes first, and leaves the rest a fourth of the work.
    if (pooled) {
      layers.add(maxPooling());
    }
    layers.add(new LayerDescription.BatchNormalization(1e-5, 0.9, 1, 0, false, true));
    layers.add(new LayerDescription.Activation(ActivationFunction.RELU));
    return layers;
  }

  private static LayerDescription maxPooling() {
    return new LayerDescription.MaxPooling(window(2, 2, 0));
  }

  private static LayerDescription dense(int units) {
    return new LayerDescription.Dense(units, true, ActivationFunction.RELU, 1);
  }

  /** Square. */
  private static Window window(int size, int stride, int padding) {
    Window.Side side = new Window.Side(size, stride, 1, padding, false);
    return new Window(side, side);
  }
}
