package mnist.robustness;

import static mnist.score.PredictionSchema.CONFIDENCE;
import static mnist.score.PredictionSchema.ENERGY;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.Optional;
import mnist.calibration.Calibration;
import mnist.calibration.Calibration.Threshold;
import mnist.calibration.EnergyQuantiles;
import mnist.calibration.SelectivePrediction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which answers are accepted, by what a model's validation images showed: those of a novelty that
 * 99 % of these images don't exceed, and those of a confidence at which 0.1 % of the accepted
 * answers or fewer were wrong.
 *
 * @param energies of the validation images; empty if the model's calibration has none
 * @param minConfidence the least that is enough; empty if none is
 */
public record AcceptanceThresholds(
    Optional<EnergyQuantiles> energies, Optional<Float> minConfidence) {

  private static final double MAX_NOVELTY = 0.99;
  private static final double MAX_ERROR_RATE = 0.001;

  /**
   * Of a model.
   *
   * @param calibration the model's; empty if it has none
   */
  public static AcceptanceThresholds of(Optional<Calibration> calibration) {
    return new AcceptanceThresholds(
        calibration.map(Calibration::energyQuantiles),
        calibration
            .flatMap(fitted -> SelectivePrediction.threshold(MAX_ERROR_RATE, fitted))
            .map(Threshold::minConfidence));
  }

  Optional<Column> byNovelty() {
    return energies.map(AcceptanceThresholds::byNovelty);
  }

  private static Column byNovelty(EnergyQuantiles energies) {
    UDF1<Float, Boolean> isFamiliar =
        energy -> energy != null && energies.novelty(energy) <= MAX_NOVELTY;
    return udf(isFamiliar, DataTypes.BooleanType).apply(col(ENERGY));
  }

  Optional<Column> byConfidence() {
    return minConfidence.map(least -> col(CONFIDENCE).geq(lit(least)));
  }

  Optional<Column> byBoth() {
    return byNovelty().flatMap(novelty -> byConfidence().map(novelty::and));
  }
}
