package mnist.jobs.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mnist.calibration.AcceptanceRule;
import mnist.calibration.Calibration;
import mnist.calibration.ConfidenceSettings;
import mnist.calibration.EnergyQuantiles;
import mnist.html.Numbers;
import mnist.score.Prediction;

/**
 * Which answers of a model are accepted, and why others aren't. A model of an earlier release may
 * know its confidence alone; then that decides, where it is to decide at all.
 *
 * @param wanted of them
 * @param isKnown whether the model's calibration tells what decides
 * @param rule as far as the calibration tells
 * @param energies by which novelty is told; empty if that can't be
 */
record Acceptance(
    ConfidenceSettings wanted,
    boolean isKnown,
    AcceptanceRule rule,
    Optional<EnergyQuantiles> energies) {

  static Acceptance of(ConfidenceSettings wanted, Optional<Calibration> calibration) {
    Optional<EnergyQuantiles> energies = calibration.map(Calibration::energyQuantiles);
    return new Acceptance(
        wanted,
        !wanted.accepts()
            || (wanted.limitsErrors() ? calibration.isPresent() : energies.isPresent()),
        AcceptanceRule.of(wanted, calibration),
        energies);
  }

  /** Of the image, 0 to 1; null if that can't be told. */
  Float novelty(Prediction prediction) {
    return energies.map(all -> all.novelty(prediction.energy())).orElse(null);
  }

  /** Null if that can't be told. */
  Boolean accepts(Prediction prediction) {
    return isKnown ? rule.accepts(prediction.confidence(), prediction.energy()) : null;
  }

  /** Why an answer isn't accepted; null if it is. */
  String reason(Prediction prediction) {
    if (!isKnown) {
      return "an earlier release trained the model, without a calibration that tells what to accept";
    }
    List<String> reasons = new ArrayList<>();
    if (!rule.isFamiliar(prediction.energy())) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "unlike the digits that it learned from: the novelty is above %s, which about %s of its validation images exceed",
              rule.maxNovelty(),
              Numbers.percent(wanted.maxFalseRefusals())));
    }
    if (!rule.isSure(prediction.confidence())) {
      reasons.add("not sure enough: " + unsure(prediction.confidence()));
    }
    return reasons.isEmpty() ? null : String.join("; and ", reasons);
  }

  private String unsure(float confidence) {
    if (Float.isNaN(confidence)) {
      return "the confidence isn't a number, as of a model whose training has diverged";
    }
    String rate = Numbers.percent(wanted.maxErrorRate());
    return rule.minConfidence() == null
        ? "on its validation images, no confidence made the model err in " + rate + " or less"
        : String.format(
            Locale.ROOT,
            "the confidence is below %.4f, which the model needs to err in %s of its accepted answers at most",
            rule.minConfidence(),
            rate);
  }
}
