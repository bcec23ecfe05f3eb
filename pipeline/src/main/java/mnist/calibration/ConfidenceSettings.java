package mnist.calibration;

import mnist.Bounds;

/**
 * What is added to predictions by a model's calibration.
 *
 * @param maxErrorRate share of the accepted predictions that may be wrong, above 0 to 1; at 1 all
 *     are accepted, and no column says so
 * @param calibrated whether probabilities at the model's temperature are wanted
 */
public record ConfidenceSettings(double maxErrorRate, boolean calibrated) {

  public ConfidenceSettings {
    Bounds.require(
        maxErrorRate > 0 && maxErrorRate <= 1,
        "score.max-error-rate",
        "above 0 to 1",
        maxErrorRate);
  }

  /** Whether a column says which predictions are accepted. */
  public boolean accepts() {
    return maxErrorRate < 1;
  }

  /** Whether the model has to have a calibration. */
  public boolean needCalibration() {
    return accepts() || calibrated;
  }
}
