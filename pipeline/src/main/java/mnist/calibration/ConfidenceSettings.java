package mnist.calibration;

import mnist.Bounds;

/**
 * What is asked of a model's calibration.
 *
 * @param maxErrorRate share of the accepted predictions that may be wrong, above 0 to 1; at 1 none
 *     is refused for its confidence
 * @param maxFalseRefusals share of images like the validation images that may be refused for their
 *     novelty, 0 to below 1; at 0 none is
 * @param calibrated whether probabilities at the model's temperature are wanted
 */
public record ConfidenceSettings(double maxErrorRate, double maxFalseRefusals, boolean calibrated) {

  public ConfidenceSettings {
    Bounds.require(
        maxErrorRate > 0 && maxErrorRate <= 1,
        "score.max-error-rate",
        "above 0 to 1",
        maxErrorRate);
    Bounds.below("score.max-false-refusals", maxFalseRefusals, 0, 1);
  }

  /** Whether confidence decides about predictions. */
  public boolean limitsErrors() {
    return maxErrorRate < 1;
  }

  /** Whether novelty decides about predictions. */
  public boolean refusesNovelty() {
    return maxFalseRefusals > 0;
  }

  /** Whether a column says which predictions are accepted. */
  public boolean accepts() {
    return limitsErrors() || refusesNovelty();
  }

  /** Whether the model has to have a calibration. */
  public boolean needCalibration() {
    return accepts() || calibrated;
  }

  /**
   * The greatest novelty of an accepted prediction. A float, as novelty is: what is written as 0.99
   * is then no more than 0.99.
   */
  public float greatestNovelty() {
    return (float) (1 - maxFalseRefusals);
  }
}
