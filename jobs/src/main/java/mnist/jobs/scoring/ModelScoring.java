package mnist.jobs.scoring;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.files.Glob;
import mnist.files.StagedDirectory;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.StageSettings;
import mnist.score.AnswerSettings;
import mnist.score.Answers;
import mnist.score.PredictionSchema;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.Calibration;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Applies a stored model to images and writes predictions and rejects. */
public final class ModelScoring {

  private ModelScoring() {}

  /**
   * @param images columns {@code id} and {@code image} at least
   * @param output a new directory, published complete
   * @return figures for the job's result
   */
  public static Map<String, Object> run(
      JobContext context, Dataset<Row> images, StoredVersion version, Path output)
      throws Exception {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    ScoreSettings settings = StageSettings.score(context.settings());
    AnswerSettings answers = StageSettings.answers(context.settings());
    Optional<Calibration> calibration = calibration(context, version, answers);
    try (StagedDirectory staged = StagedDirectory.beside(output, context.hadoop());
        Scorer scorer = new Scorer(spark, version.load(context.hadoop()), settings)) {
      // By itself, so that images that scoring never came by are missed too. It reads headers or
      // footers, no images.
      long rows = context.step("count images", images::count);
      Dataset<Row> predictions = scorer.predictions(images).drop(PredictionSchema.LABEL);
      Dataset<Row> answered =
          calibration.map(fitted -> Answers.of(predictions, answers, fitted)).orElse(predictions);
      long predicted =
          context.step(
              "score " + rows + " images",
              () -> write(answered, new Path(staged.path(), "predictions")));
      // Where nothing is missing there is nothing to look for in all the images again.
      Dataset<Row> left = predicted == rows ? images.limit(0) : images;
      long rejected =
          context.step(
              "write rejects",
              () -> write(scorer.rejects(left), new Path(staged.path(), "rejects")));
      if (predicted + rejected != rows) {
        throw new IllegalStateException(
            "%d images gave %d predictions and %d rejects".formatted(rows, predicted, rejected));
      }
      Path published = staged.publish();
      Map<String, Object> figures = new HashMap<>();
      if (answers.accepts()) {
        figures.put(
            PredictionSchema.ACCEPTED,
            context
                .spark()
                .read()
                .parquet(Glob.literal(new Path(published, "predictions")))
                .where(PredictionSchema.ACCEPTED)
                .count());
      }
      figures.put("output", published);
      figures.put("predictions", new Path(published, "predictions"));
      figures.put("rejects", new Path(published, "rejects"));
      figures.put("rows", rows);
      figures.put("predicted", predicted);
      figures.put("rejected", rejected);
      figures.put("model", version.path());
      figures.put("version", version.name());
      figures.put("model_hash", version.manifest().modelHash());
      figures.put("inference", scorer.inference().label());
      return figures;
    }
  }

  /**
   * The model's calibration, if answers need it.
   *
   * @throws InvalidInputException if they do and it has none
   */
  private static Optional<Calibration> calibration(
      JobContext context, StoredVersion version, AnswerSettings answers) {
    if (!answers.needCalibration()) {
      return Optional.empty();
    }
    Optional<Calibration> calibration = version.calibration(context.hadoop());
    if (calibration.isEmpty()) {
      throw new InvalidInputException(
          "Cannot calibrate answers of %s: expected %s in it, but an earlier release trained it without; train it again, or leave out score.max-error-rate and score.calibrated"
              .formatted(version.path(), StoredVersion.CALIBRATION));
    }
    return calibration;
  }

  /** Counts what was written, not what was to be. */
  private static long write(Dataset<Row> table, Path path) {
    table.write().parquet(path.toString());
    return table.sparkSession().read().schema(table.schema()).parquet(Glob.literal(path)).count();
  }
}
