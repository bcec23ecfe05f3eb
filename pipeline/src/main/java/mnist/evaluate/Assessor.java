package mnist.evaluate;

import static mnist.score.PredictionSchema.CONFIDENCE;
import static mnist.score.PredictionSchema.LABEL;
import static mnist.score.PredictionSchema.PREDICTION;
import static mnist.score.PredictionSchema.PROBABILITY;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mnist.calibration.AcceptanceRule;
import mnist.calibration.Calibration;
import mnist.calibration.Calibration.Threshold;
import mnist.calibration.ConfidenceHistogram;
import mnist.calibration.TemperatureScaling;
import mnist.evaluate.Assessment.Accepted;
import mnist.evaluate.Assessment.Calibrated;
import mnist.records.LabelErrors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Predictions with labels to {@link Assessment}: what is looked at once, when a model is done. */
public final class Assessor {

  private static final int CONFUSIONS = 10;
  private static final int IMAGES_A_CONFUSION = 10;
  private static final int WORST = 24;

  private Assessor() {}

  /**
   * Assesses predictions. What reaches the driver doesn't grow with their number.
   *
   * @param predictions as {@link Evaluator} takes them, with {@code confidence} float; read several
   *     times, so best persisted
   * @param classes number of classes, 1 or more
   * @param calibration of the model, if it has one
   * @param labelErrors that are known of these images, if any are
   * @param other predictions of another model for the same images, if they are to be compared
   * @throws mnist.InvalidInputException as {@link Evaluator#evaluate}
   */
  public static Assessment assess(
      Dataset<Row> predictions,
      int classes,
      Optional<Calibration> calibration,
      Optional<LabelErrors> labelErrors,
      Optional<Dataset<Row>> other) {
    // First, since it finds what is wrong with the predictions.
    Evaluation evaluation = Evaluator.evaluate(predictions, classes);
    return new Assessment(
        evaluation,
        ConfidenceHistogram.of(predictions),
        Mistakes.of(predictions, evaluation.mostConfused(CONFUSIONS), IMAGES_A_CONFUSION),
        Mistakes.worst(predictions, WORST),
        calibration.map(fitted -> calibrated(predictions, classes, fitted)),
        labelErrors.flatMap(errors -> CorrectedAccuracy.of(evaluation, predictions, errors)),
        other.map(first -> Comparison.of(first, predictions)));
  }

  private static Calibrated calibrated(
      Dataset<Row> predictions, int classes, Calibration calibration) {
    Column scaled = new TemperatureScaling(calibration.temperature()).scaled(col(PROBABILITY));
    Dataset<Row> rescaled =
        predictions
            .withColumn(PROBABILITY, scaled)
            .withColumn(CONFIDENCE, array_max(col(PROBABILITY)));
    return new Calibrated(
        calibration,
        Evaluator.evaluate(rescaled, classes).loss(),
        ConfidenceHistogram.of(rescaled),
        accepted(predictions, calibration.thresholds()));
  }

  private static List<Accepted> accepted(Dataset<Row> predictions, List<Threshold> thresholds) {
    List<Column> counts = new ArrayList<>();
    for (Threshold threshold : thresholds) {
      AcceptanceRule rule = new AcceptanceRule(threshold.minConfidence(), null, 1);
      Column taken = rule.isSure(col(CONFIDENCE));
      counts.add(count_if(taken));
      counts.add(count_if(taken.and(col(PREDICTION).notEqual(col(LABEL)))));
    }
    if (counts.isEmpty()) {
      return List.of();
    }
    Row row = predictions.select(counts.toArray(Column[]::new)).first();
    List<Accepted> accepted = new ArrayList<>();
    for (int i = 0; i < thresholds.size(); i++) {
      accepted.add(new Accepted(thresholds.get(i), row.getLong(2 * i), row.getLong(2 * i + 1)));
    }
    return accepted;
  }
}
