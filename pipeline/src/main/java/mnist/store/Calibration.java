package mnist.store;

import java.util.List;
import mnist.Bounds;

/**
 * How far a model's confidence can be trusted, measured on validation images: calibration.json.
 *
 * @param examples validation images that it was fitted to
 * @param temperature by which the logarithms of probabilities are divided to make them fit; above 1
 *     for a model that is too sure of itself
 * @param loss mean cross-entropy of the images in nats, by the model's own probabilities
 * @param calibratedLoss the same by those of the temperature
 * @param thresholds from the strictest error rate up; the rates that no threshold reaches are left
 *     out
 */
public record Calibration(
    long examples,
    double temperature,
    double loss,
    double calibratedLoss,
    List<Threshold> thresholds) {

  public Calibration {
    Bounds.atLeast("examples", examples, 1);
    Bounds.above("temperature", temperature, 0);
    thresholds = thresholds == null ? List.of() : List.copyOf(thresholds);
  }

  /**
   * The least confidence at which a prediction is accepted, for an error rate.
   *
   * @param maxErrorRate share of the accepted predictions that may be wrong, above 0 to below 1
   * @param minConfidence the lowest at which no more of them were wrong, by the model's own
   *     probabilities
   * @param accepted how many validation images it accepts
   * @param errors how many of these are wrong
   */
  public record Threshold(double maxErrorRate, float minConfidence, long accepted, long errors) {}
}
