package mnist.jobs.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import mnist.calibration.Calibration;
import mnist.calibration.Calibration.Threshold;
import mnist.calibration.ConfidenceSettings;
import mnist.calibration.EnergyQuantiles;
import mnist.calibration.SelectivePrediction;
import mnist.score.Prediction;

/**
 * Which answers of a model are accepted. A model of an earlier release may know its confidence
 * alone; then that decides.
 *
 * @param wanted of them
 * @param isKnown whether the model has a calibration, if it needs one
 * @param leastConfidence of an accepted answer; empty if none is
 * @param energies by which novelty is told; empty if that can't be
 */
record Acceptance(
    ConfidenceSettings wanted,
    boolean isKnown,
    OptionalDouble leastConfidence,
    Optional<EnergyQuantiles> energies) {

  static Acceptance of(ConfidenceSettings wanted, Optional<Calibration> calibration) {
    return new Acceptance(
        wanted,
        calibration.isPresent() || !wanted.accepts(),
        wanted.limitsErrors()
            ? calibration.stream()
                .flatMap(
                    fitted -> SelectivePrediction.threshold(wanted.maxErrorRate(), fitted).stream())
                .mapToDouble(Threshold::minConfidence)
                .findFirst()
            : OptionalDouble.of(0),
        calibration.map(Calibration::energyQuantiles));
  }

  /** Of the image, 0 to 1; null if that can't be told. */
  Float novelty(Prediction prediction) {
    return energies.map(all -> all.novelty(prediction.energy())).orElse(null);
  }

  /** Null if that can't be told. */
  Boolean accepts(Prediction prediction) {
    return isKnown ? reason(prediction) == null : null;
  }

  /** Why an answer isn't accepted; null if it is. */
  String reason(Prediction prediction) {
    if (!isKnown) {
      return "an earlier release trained the model, without a calibration that tells what to accept";
    }
    List<String> reasons = new ArrayList<>();
    if (isNovel(prediction)) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "unlike the digits that it learned from: the novelty is above %s, as for %s of its validation images at most",
              wanted.greatestNovelty(),
              percent(wanted.maxFalseRefusals())));
    }
    if (!isSure(prediction)) {
      reasons.add("not sure enough: " + unsure());
    }
    return reasons.isEmpty() ? null : String.join("; and ", reasons);
  }

  private boolean isNovel(Prediction prediction) {
    Float novelty = novelty(prediction);
    return wanted.refusesNovelty() && novelty != null && novelty > wanted.greatestNovelty();
  }

  private boolean isSure(Prediction prediction) {
    return leastConfidence.isPresent() && prediction.confidence() >= leastConfidence.getAsDouble();
  }

  private String unsure() {
    String rate = percent(wanted.maxErrorRate());
    return leastConfidence.isEmpty()
        ? "on its validation images, no confidence made the model err in " + rate + " or less"
        : String.format(
            Locale.ROOT,
            "the confidence is below %.4f, which the model needs to err in %s of its accepted answers at most",
            leastConfidence.getAsDouble(),
            rate);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%s %%", 100 * share);
  }
}
