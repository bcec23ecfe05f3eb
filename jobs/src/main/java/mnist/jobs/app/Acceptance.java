package mnist.jobs.app;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import mnist.calibration.Calibration;
import mnist.calibration.Calibration.Threshold;
import mnist.calibration.ConfidenceSettings;
import mnist.calibration.SelectivePrediction;
import mnist.score.Prediction;

/**
 * Which answers of a model are accepted at an error rate.
 *
 * @param maxErrorRate part of the accepted answers that may be wrong, above 0 to 1
 * @param isKnown whether the model has a calibration
 * @param leastConfidence of an accepted answer; empty if none is
 */
record Acceptance(double maxErrorRate, boolean isKnown, OptionalDouble leastConfidence) {

  static Acceptance of(double maxErrorRate, Optional<Calibration> calibration) {
    if (!new ConfidenceSettings(maxErrorRate, false).accepts()) {
      return new Acceptance(maxErrorRate, true, OptionalDouble.of(0));
    }
    return new Acceptance(
        maxErrorRate,
        calibration.isPresent(),
        calibration.stream()
            .flatMap(fitted -> SelectivePrediction.threshold(maxErrorRate, fitted).stream())
            .mapToDouble(Threshold::minConfidence)
            .findFirst());
  }

  /** Null if that can't be told. */
  Boolean accepts(Prediction prediction) {
    return isKnown
        ? leastConfidence.isPresent() && prediction.confidence() >= leastConfidence.getAsDouble()
        : null;
  }

  /** Why an answer isn't accepted; null if it is. */
  String reason(Prediction prediction) {
    if (!isKnown) {
      return "an earlier release trained the model, without a calibration that tells what to accept";
    }
    if (accepts(prediction)) {
      return null;
    }
    String rate = String.format(Locale.ROOT, "%s %%", 100 * maxErrorRate);
    return leastConfidence.isEmpty()
        ? "on its validation images, no confidence made the model err in " + rate + " or less"
        : String.format(
            Locale.ROOT,
            "the confidence is below %.4f, which the model needs to err in %s of its accepted answers at most",
            leastConfidence.getAsDouble(),
            rate);
  }
}
