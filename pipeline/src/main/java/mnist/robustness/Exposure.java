package mnist.robustness;

import java.util.Map;

/** Whether training images were changed as test images are. */
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
   * Of a training whose images were changed by at most so much.
   *
   * @param settings of the training, by key; what is missing is 0
   * @param key of the bound, below {@code augment}
   * @param needed the bound that takes in the change of the test images
   */
  static Exposure of(Map<String, String> settings, String key, double needed) {
    boolean off = settings.getOrDefault("augment.enabled", "true").equals("false");
    double bound = off ? 0 : Double.parseDouble(settings.getOrDefault("augment." + key, "0"));
    if (bound == 0) {
      return NEVER;
    }
    return bound >= needed ? TRAINED : WEAKER;
  }
}
