package mnist.robustness;

import static mnist.score.PredictionSchema.CONFIDENCE;
import static mnist.score.PredictionSchema.ENERGY;
import static org.apache.spark.sql.functions.col;

import java.util.Optional;
import mnist.calibration.AcceptanceRule;
import mnist.calibration.Calibration;
import mnist.calibration.ConfidenceSettings;
import org.apache.spark.sql.Column;

/**
 * Which answers are accepted, by what a model's validation images showed: those of a novelty that
 * 99 % of these images don't exceed, and those of a confidence at which 0.1 % of the accepted
 * answers or fewer were wrong.
 *
 * @param rule whose parts are null where the model's calibration tells nothing of them
 */
public record AcceptanceThresholds(AcceptanceRule rule) {

  private static final ConfidenceSettings WANTED = new ConfidenceSettings(0.001, 0.01, false);

  /**
   * Of a model.
   *
   * @param calibration the model's; empty if it has none
   */
  public static AcceptanceThresholds of(Optional<Calibration> calibration) {
    return new AcceptanceThresholds(AcceptanceRule.of(WANTED, calibration));
  }

  Optional<Column> byNovelty() {
    return Optional.ofNullable(rule.energies()).map(any -> rule.isFamiliar(col(ENERGY)));
  }

  Optional<Column> byConfidence() {
    return Optional.ofNullable(rule.minConfidence()).map(any -> rule.isSure(col(CONFIDENCE)));
  }

  Optional<Column> byBoth() {
    return byNovelty().flatMap(novelty -> byConfidence().map(novelty::and));
  }
}
