package mnist.jobs.app;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import mnist.calibration.Calibration;
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
    ConfidenceSettings settings = new ConfidenceSettings(maxErrorRate, false);
    if (!settings.accepts()) {
      return new Acceptance(maxErrorRate, true, OptionalDouble.of(0));
    }
    boolean isReached =
        calibration.stream()
            .flatMap(fitted -> fitted.thresholds().stream())
            .anyMatch(threshold -> threshold.maxErrorRate() <= maxErrorRate);
    return new Acceptance(
        maxErrorRate,
        calibration.isPresent(),
        isReached
            ? OptionalDouble.of(SelectivePrediction.leastConfidence(settings, calibration.get()))
            : OptionalDouble.empty());
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
