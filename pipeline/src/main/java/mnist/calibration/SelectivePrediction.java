package mnist.calibration;

import static mnist.score.PredictionSchema.ACCEPTED;
import static mnist.score.PredictionSchema.CALIBRATED;
import static mnist.score.PredictionSchema.CONFIDENCE;
import static mnist.score.PredictionSchema.ENERGY;
import static mnist.score.PredictionSchema.NOVELTY;
import static mnist.score.PredictionSchema.PROBABILITY;
import static org.apache.spark.sql.functions.col;

import java.util.Comparator;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.calibration.Calibration.Threshold;
import mnist.score.PredictionSchema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Selective prediction: tells how novel images are to a model, and which predictions are accepted
 * at a given error rate and a given share of false refusals, by the model's calibration. The
 * predictions themselves stay as they are.
 */
public final class SelectivePrediction {

  private SelectivePrediction() {}

  /**
   * Puts novelty in place of energy, and adds the columns that are wanted: {@code accepted}
   * boolean, as {@link #acceptance} says; {@code calibrated} array of float, one per class, the
   * probabilities at the model's temperature.
   *
   * @param predictions columns {@code probability}, {@code confidence} and {@code energy} as in
   *     {@link PredictionSchema}
   * @return without {@code novelty} if the calibration has no energies
   * @throws InvalidInputException as {@link #acceptance}
   */
  public static Dataset<Row> of(
      Dataset<Row> predictions, ConfidenceSettings settings, Calibration calibration) {
    Dataset<Row> answers = predictions;
    if (settings.accepts()) {
      AcceptanceRule rule = acceptance(settings, calibration);
      answers =
          answers.withColumn(
              ACCEPTED, rule.isSure(col(CONFIDENCE)).and(rule.isFamiliar(col(ENERGY))));
    }
    if (settings.calibrated()) {
      answers =
          answers.withColumn(
              CALIBRATED,
              new TemperatureScaling(calibration.temperature()).scaled(col(PROBABILITY)));
    }
    return calibration.energyQuantiles() == null
        ? answers.drop(ENERGY)
        : answers
            .withColumn(ENERGY, calibration.energyQuantiles().novelty(col(ENERGY)))
            .withColumnRenamed(ENERGY, NOVELTY);
  }

  /**
   * Which predictions are accepted: those whose confidence reaches the threshold for the error
   * rate, of images whose novelty isn't among the highest, as many as may be refused.
   *
   * @throws InvalidInputException if no threshold of the calibration is for so small an error rate,
   *     or it has no energies though novelty is to decide
   */
  public static AcceptanceRule acceptance(ConfidenceSettings settings, Calibration calibration) {
    AcceptanceRule rule = AcceptanceRule.of(settings, Optional.of(calibration));
    if (rule.minConfidence() == null) {
      throw tooStrict(settings, calibration);
    }
    if (settings.refusesNovelty() && rule.energies() == null) {
      throw new InvalidInputException(
          "Cannot refuse what is novel to the model: expected energy_quantiles in its %s, but an earlier release trained it without"
              .formatted(Calibration.FILE),
          "train it again, or leave out score.max-false-refusals");
    }
    return rule;
  }

  private static InvalidInputException tooStrict(
      ConfidenceSettings settings, Calibration calibration) {
    String expected =
        calibration.thresholds().stream()
            .map(Threshold::maxErrorRate)
            .min(Comparator.naturalOrder())
            .map(least -> least + " or more, the least for which the model has a threshold")
            .orElse("1, since the model has no threshold for any error rate");
    return InvalidInputException.ofSetting(
        "score.max-error-rate", expected, settings.maxErrorRate());
  }
}
