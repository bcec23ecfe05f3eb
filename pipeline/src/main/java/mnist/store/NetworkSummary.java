package mnist.store;

import mnist.Bounds;
import mnist.model.DigitModel;
import mnist.model.ImageFormat;
import mnist.transform.Normalisation;

/**
 * What a stored network takes and gives.
 *
 * @param architecture its name
 * @param height of the images, in pixels
 * @param width of the images, in pixels
 * @param classes how many
 * @param parameters how many
 * @param normalisation of the pixels
 */
public record NetworkSummary(
    String architecture,
    int height,
    int width,
    int classes,
    long parameters,
    Normalisation normalisation) {

  public NetworkSummary {
    Bounds.present("architecture", architecture);
    Bounds.atLeast("height", height, 1);
    Bounds.atLeast("width", width, 1);
    Bounds.atLeast("classes", classes, 2);
    Bounds.atLeast("parameters", parameters, 1);
    Bounds.present("normalisation", normalisation);
  }

  /** The images that the network takes, and how many classes it tells apart. */
  public ImageFormat images() {
    return new ImageFormat(height, width, classes);
  }

  static NetworkSummary of(DigitModel model) {
    return new NetworkSummary(
        model.architecture(),
        model.height(),
        model.width(),
        model.classes(),
        model.network().numParams(),
        model.normalisation());
  }
}
