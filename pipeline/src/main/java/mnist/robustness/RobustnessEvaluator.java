package mnist.robustness;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Evaluator;
import mnist.input.RecordSchema;
import mnist.robustness.Robustness.FontScore;
import mnist.score.PredictionSchema;
import mnist.score.Scorer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From corrupted test images to {@link Robustness}, one Spark job per corruption. */
public final class RobustnessEvaluator {

  private static final Logger LOG = LoggerFactory.getLogger(RobustnessEvaluator.class);

  private static final int DIGITS = 10;

  private static final StructType SCHEMA =
      RecordSchema.of(RecordSchema.ID, RecordSchema.IMAGE, RecordSchema.LABEL);

  private RobustnessEvaluator() {}

  /**
   * Scores every {@link Corruption} of the images. They are made where they are scored and never
   * stored.
   *
   * @param scorer of a model for images of 28 x 28
   * @param classes of the model
   * @param records columns {@code id}, {@code image} and {@code label}; images of 28 x 28
   * @param trainingSettings the model's, by key
   * @param seed of all randomness
   * @param fonts whose digits are scored as well; left out unless there are ten classes
   */
  public static Robustness evaluate(
      Scorer scorer,
      int classes,
      Dataset<Row> records,
      Map<String, String> trainingSettings,
      long seed,
      PrintedFonts fonts) {
    List<RobustnessRow> rows = new ArrayList<>();
    for (Corruption corruption : Corruption.values()) {
      Dataset<Row> predictions = scorer.predictions(corrupted(records, corruption, seed));
      Evaluation evaluation = Evaluator.evaluate(predictions, classes);
      rows.add(
          RobustnessRow.of(
              corruption.label(),
              evaluation.confusionMatrix().correct(),
              evaluation.examples(),
              corruption.exposure(trainingSettings)));
      LOG.info("{}: accuracy {}", corruption.label(), evaluation.accuracy());
    }
    List<FontScore> scores =
        fonts.fonts().isEmpty() || classes != DIGITS
            ? List.of()
            : fontScores(records.sparkSession(), scorer, fonts.fonts());
    if (!scores.isEmpty()) {
      long correct = scores.stream().mapToLong(FontScore::correct).sum();
      long examples = (long) DIGITS * scores.size();
      rows.add(RobustnessRow.of(Robustness.PRINTED, correct, examples, Exposure.NEVER));
    }
    return new Robustness(rows, scores, fonts.skipped());
  }

  /** The records with their images corrupted, in the same partitions. */
  static Dataset<Row> corrupted(Dataset<Row> records, Corruption corruption, long seed) {
    return records
        .select(RecordSchema.ID, RecordSchema.IMAGE, RecordSchema.LABEL)
        .map(new CorruptImages(corruption, seed), Encoders.row(SCHEMA));
  }

  private static List<FontScore> fontScores(
      SparkSession spark, Scorer scorer, List<PrintedFont> fonts) {
    List<Row> images = new ArrayList<>();
    for (PrintedFont font : fonts) {
      for (int digit = 0; digit < DIGITS; digit++) {
        images.add(RowFactory.create((long) images.size(), font.digits().get(digit), digit));
      }
    }
    Column right = col(PredictionSchema.PREDICTION).equalTo(col(PredictionSchema.LABEL));
    List<Row> correct =
        scorer
            .predictions(spark.createDataFrame(images, SCHEMA))
            .groupBy(floor(col(PredictionSchema.ID).divide(DIGITS)).as("font"))
            .agg(sum(when(right, 1).otherwise(0)))
            .orderBy("font")
            .collectAsList();
    List<FontScore> scores = new ArrayList<>();
    for (Row row : correct) {
      PrintedFont font = fonts.get((int) row.getLong(0));
      scores.add(new FontScore(font.file(), font.name(), font.sha256(), (int) row.getLong(1)));
    }
    return scores;
  }
}
