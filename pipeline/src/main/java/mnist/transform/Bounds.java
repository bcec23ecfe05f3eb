package mnist.transform;

import mnist.InvalidInputException;

/** The check of an augmentation's setting. */
final class Bounds {

  private Bounds() {}

  /**
   * @param key of the setting, below {@code augment}
   * @throws InvalidInputException if the value is below 0, no number, or too large
   */
  static void check(String key, double value, boolean belowUpperBound, String bounds) {
    if (!(value >= 0) || !belowUpperBound) {
      throw new InvalidInputException(
          "augment." + key + " must be " + bounds + ", but was " + value);
    }
  }
}
