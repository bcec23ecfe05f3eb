package mnist.jobs.scoring;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.calibration.Calibration;
import mnist.calibration.ConfidenceSettings;
import mnist.calibration.SelectivePrediction;
import mnist.files.Glob;
import mnist.files.StagedDirectory;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.runner.Shell;
import mnist.jobs.runner.StageSettings;
import mnist.records.RecordSchema;
import mnist.score.PredictionSchema;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies a stored model to images and writes predictions and rejects. */
public final class ModelScoring {

  private static final Logger LOG = LoggerFactory.getLogger(ModelScoring.class);

  private ModelScoring() {}

  /**
   * @param images columns {@code id} and {@code image} at least
   * @param name of the images, for messages
   * @param output a new directory, published complete
   * @throws InvalidInputException if the model takes none of the images
   */
  public static JobOutcome run(
      JobContext context, Dataset<Row> images, String name, StoredVersion version, Path output)
      throws Exception {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    ScoreSettings settings = StageSettings.score(context.settings());
    ConfidenceSettings answers = StageSettings.answers(context.settings());
    Optional<Calibration> calibration = calibration(context, version, answers);
    try (StagedDirectory staged = StagedDirectory.beside(output, context.hadoop());
        Scorer scorer = new Scorer(spark, version.load(context.hadoop()), settings)) {
      // By itself, so that images that scoring never came by are missed too. It reads headers or
      // footers, no images.
      long rows = context.step("count images", images::count);
      Dataset<Row> predictions = scorer.predictions(images).drop(PredictionSchema.LABEL);
      Dataset<Row> answered =
          calibration
              .map(fitted -> SelectivePrediction.of(predictions, answers, fitted))
              .orElse(predictions);
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
      Optional<String> commonest = commonest(context, new Path(staged.path(), "rejects"), rejected);
      if (predicted == 0) {
        throw nothing(name, version, rows, commonest);
      }
      commonest.ifPresent(
          reason ->
              LOG.warn("{} of {} images were rejected, most often: {}", rejected, rows, reason));
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
      return new JobOutcome(figures, summary(rows, predicted, commonest, published));
    }
  }

  private static List<String> summary(
      long rows, long predicted, Optional<String> commonest, Path published) {
    List<String> lines = new ArrayList<>();
    if (commonest.isEmpty()) {
      lines.add(predicted + " images predicted, none rejected");
    } else {
      lines.add(
          "%d of %d images predicted, %d rejected, most often: %s"
              .formatted(predicted, rows, rows - predicted, commonest.get()));
      lines.add("rejects: " + Shell.path(new Path(published, "rejects")));
    }
    lines.add("predictions: " + Shell.path(new Path(published, "predictions")));
    return lines;
  }

  private static InvalidInputException nothing(
      String name, StoredVersion version, long rows, Optional<String> commonest) {
    return commonest.isEmpty()
        ? new InvalidInputException(
            "Cannot score " + name + ": it has no images", "give files or tables that have some")
        : new InvalidInputException(
            "Cannot score %s: model %s takes none of its %d images, most often: %s"
                .formatted(name, Shell.path(version.path()), rows, commonest.get()),
            "give one byte for each of %d x %d pixels"
                .formatted(
                    version.manifest().network().height(), version.manifest().network().width()));
  }

  /** The commonest reason of rejects with its count; empty if there are none. */
  private static Optional<String> commonest(JobContext context, Path rejects, long count) {
    if (count == 0) {
      return Optional.empty();
    }
    Row first =
        context
            .spark()
            .read()
            .parquet(Glob.literal(rejects))
            .groupBy(RecordSchema.REASON)
            .count()
            .orderBy(col("count").desc(), col(RecordSchema.REASON))
            .first();
    return Optional.of("%s (%d)".formatted(first.getString(0), first.getLong(1)));
  }

  /**
   * The model's calibration, if answers need it.
   *
   * @throws InvalidInputException if they do and it has none
   */
  private static Optional<Calibration> calibration(
      JobContext context, StoredVersion version, ConfidenceSettings answers) {
    if (!answers.needCalibration()) {
      return Optional.empty();
    }
    Optional<Calibration> calibration = Calibration.of(version, context.hadoop());
    if (calibration.isEmpty()) {
      throw new InvalidInputException(
          "Cannot calibrate answers of %s: expected %s in it, but an earlier release trained it without"
              .formatted(version.path(), Calibration.FILE),
          "train it again, or leave out score.max-error-rate and score.calibrated");
    }
    return calibration;
  }

  /** Counts what was written, not what was to be. */
  private static long write(Dataset<Row> table, Path path) {
    table.write().parquet(path.toString());
    return table.sparkSession().read().schema(table.schema()).parquet(Glob.literal(path)).count();
  }
}
