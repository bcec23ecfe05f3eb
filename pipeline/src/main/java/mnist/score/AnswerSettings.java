package mnist.score;

import mnist.Bounds;

/**
 * What predictions say of themselves beside the model's own confidence.
 *
 * @param maxErrorRate share of the accepted answers that may be wrong, above 0 to 1; at 1 all are
 *     accepted, and there is nothing to say
 * @param calibrated whether probabilities at the model's temperature are wanted
 */
public record AnswerSettings(double maxErrorRate, boolean calibrated) {

  public AnswerSettings {
    Bounds.require(
        maxErrorRate > 0 && maxErrorRate <= 1,
        "score.max-error-rate",
        "above 0 to 1",
        maxErrorRate);
  }

  /** Whether a column tells which answers are accepted. */
  public boolean accepts() {
    return maxErrorRate < 1;
  }

  /** Whether the model has to have a calibration. */
  public boolean needCalibration() {
    return accepts() || calibrated;
  }
}
