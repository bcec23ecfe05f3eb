package mnist.store;

import mnist.model.DigitModel;
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
    Require.present("architecture", architecture);
    Require.atLeast("height", height, 1);
    Require.atLeast("width", width, 1);
    Require.atLeast("classes", classes, 2);
    Require.atLeast("parameters", parameters, 1);
    Require.present("normalisation", normalisation);
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
