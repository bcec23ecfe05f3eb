package mnist.calibration;

import static mnist.score.PredictionSchema.ACCEPTED;
import static mnist.score.PredictionSchema.CALIBRATED;
import static mnist.score.PredictionSchema.CONFIDENCE;
import static mnist.score.PredictionSchema.PROBABILITY;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Comparator;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.calibration.Calibration.Threshold;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Selective prediction: tells which predictions are accepted at a given error rate, by the
 * thresholds of a model's calibration. The predictions themselves stay as they are.
 */
public final class SelectivePrediction {

  private SelectivePrediction() {}

  /**
   * Adds the columns that are wanted: {@code accepted} boolean, whether the confidence is enough
   * for the error rate; {@code calibrated} array of float, one per class, the probabilities at the
   * model's temperature.
   *
   * @param predictions columns {@code probability} and {@code confidence} as in {@link
   *     PredictionSchema}
   * @throws InvalidInputException if no threshold of the calibration is for so small an error rate
   */
  public static Dataset<Row> of(
      Dataset<Row> predictions, ConfidenceSettings settings, Calibration calibration) {
    Dataset<Row> answers = predictions;
    if (settings.accepts()) {
      Column accepted = col(CONFIDENCE).geq(lit(leastConfidence(settings, calibration)));
      answers = answers.withColumn(ACCEPTED, accepted);
    }
    if (settings.calibrated()) {
      Column calibrated =
          new TemperatureScaling(calibration.temperature()).scaled(col(PROBABILITY));
      answers = answers.withColumn(CALIBRATED, calibrated);
    }
    return answers;
  }

  /**
   * The least confidence of an accepted prediction.
   *
   * @throws InvalidInputException if no threshold of the calibration is for so small an error rate
   */
  public static double leastConfidence(ConfidenceSettings settings, Calibration calibration) {
    return threshold(settings.maxErrorRate(), calibration)
        .orElseThrow(() -> tooStrict(settings, calibration))
        .minConfidence();
  }

  /** That of the highest error rate which isn't above the wanted one; empty if there is none. */
  public static Optional<Threshold> threshold(double maxErrorRate, Calibration calibration) {
    return calibration.thresholds().stream()
        .filter(threshold -> threshold.maxErrorRate() <= maxErrorRate)
        .max(Comparator.comparing(Threshold::maxErrorRate));
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
