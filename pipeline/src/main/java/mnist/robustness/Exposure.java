package mnist.robustness;

import java.util.Map;
import mnist.InvalidInputException;

/** Whether training images were changed in the same way as test images. */
public enum Exposure {
  /** By as much or more. */
  TRAINED("trained on"),
  /** Likewise, but by less. */
  WEAKER("trained on weaker"),
  /** Not at all. */
  NEVER("never seen");

  private final String label;

  Exposure(String label) {
    this.label = label;
  }

  /** For people and in tables. */
  public String label() {
    return label;
  }

  /**
   * That of a training, by the bound that it set for the change of its images.
   *
   * @param settings the training's, by key; a missing one is 0
   * @param key of the bound, below {@code augment}
   * @param needed the bound that covers the change of the test images
   * @throws InvalidInputException if the setting isn't a number
   */
  static Exposure of(Map<String, String> settings, String key, double needed) {
    boolean off = settings.getOrDefault("augment.enabled", "true").equals("false");
    double bound = off ? 0 : number(settings, "augment." + key);
    if (bound == 0) {
      return NEVER;
    }
    return bound >= needed ? TRAINED : WEAKER;
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
