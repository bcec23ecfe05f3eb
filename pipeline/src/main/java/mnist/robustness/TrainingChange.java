package mnist.robustness;

import java.util.Map;
import mnist.InvalidInputException;

/**
 * A setting of training that changes images as a corruption does, or nearly so.
 *
 * @param key below {@code augment}
 * @param needed the least value that covers the corruption; infinite where no value does, since the
 *     images are changed in another way that is near to it
 */
record TrainingChange(String key, double needed) {

  /** In another way that is near. */
  static TrainingChange near(String key) {
    return new TrainingChange(key, Double.POSITIVE_INFINITY);
  }

  /**
   * Whether a training changed its images in this way.
   *
   * @param settings the training's, by key; a missing one is 0
   * @throws InvalidInputException if the setting isn't a number
   */
  Exposure exposure(Map<String, String> settings) {
    boolean off = settings.getOrDefault("augment.enabled", "true").equals("false");
    double bound = off ? 0 : number(settings, "augment." + key);
    if (bound == 0) {
      return Exposure.NEVER;
    }
    return bound >= needed ? Exposure.TRAINED : Exposure.WEAKER;
  }

  private static double number(Map<String, String> settings, String key) {
    String text = settings.getOrDefault(key, "0");
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "Cannot use the model's settings: expected a number for %s in its manifest, but found '%s'"
              .formatted(key, text),
          "restore the manifest, or train the model again",
          e);
    }
  }
}
