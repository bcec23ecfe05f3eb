package mnist.jobs.scoring;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.calibration.Calibration;
import mnist.calibration.ConfidenceSettings;
import mnist.calibration.SelectivePrediction;
import mnist.files.Glob;
import mnist.files.StagedDirectory;
import mnist.input.ImageInput;
import mnist.input.InputSchema;
import mnist.input.PassedOver;
import mnist.input.RecordSchema;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.runner.Shell;
import mnist.jobs.runner.StageSettings;
import mnist.prepare.InputContract;
import mnist.prepare.Preparation;
import mnist.prepare.PreparedImages;
import mnist.score.PredictionSchema;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.NetworkSummary;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies a stored model to images and writes predictions and rejects. */
public final class ModelScoring {

  private static final Logger LOG = LoggerFactory.getLogger(ModelScoring.class);

  private ModelScoring() {}

  /**
   * @param images of any form
   * @param name of the images, for messages
   * @param output a new directory, published complete
   * @param withPrepared whether predictions have the images as the model saw them
   * @throws InvalidInputException if the model takes none of the images, or too few
   */
  public static JobOutcome run(
      JobContext context,
      ImageInput images,
      String name,
      StoredVersion version,
      Path output,
      boolean withPrepared)
      throws Exception {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    ScoreSettings settings = StageSettings.score(context.settings());
    ConfidenceSettings answers = StageSettings.answers(context.settings());
    double mostRejects = StageSettings.maxRejectFraction(context.settings());
    PreparedImages preparation = preparation(context, images, version);
    Optional<Calibration> calibration = calibration(context, version, answers);
    try (StagedDirectory staged = StagedDirectory.beside(output, context.hadoop());
        Scorer scorer = new Scorer(spark, version.load(context.hadoop()), settings)) {
      Dataset<Row> prepared = preparation.of(images);
      List<Column> carried = ScoredColumns.of(prepared.schema());
      RowCount count = RowCount.start(spark.sc());
      Dataset<Row> predictions =
          scorer.predicted(
              count
                  .accepted(prepared)
                  .select(columns(carried, withPrepared).toArray(Column[]::new)));
      Dataset<Row> answered =
          calibration
              .map(fitted -> SelectivePrediction.of(predictions, answers, fitted))
              .orElse(predictions);
      Path predictionsPath = new Path(staged.path(), "predictions");
      Path rejectsPath = new Path(staged.path(), "rejects");
      long predicted =
          context.step("score " + name, () -> write(withNames(answered, version), predictionsPath));
      long rejected = count.refused();
      if (predicted != count.all() - rejected) {
        throw new IllegalStateException(
            "expected %d predictions, but %d were written"
                .formatted(count.all() - rejected, predicted));
      }
      Dataset<Row> refused =
          prepared
              .where(col(RecordSchema.REASON).isNotNull())
              .select(
                  Stream.concat(carried.stream(), Stream.of(col(RecordSchema.REASON)))
                      .toArray(Column[]::new));
      // Where none was refused there is nothing to look for in all the images again.
      Dataset<Row> left = rejected == 0 ? refused.limit(0) : refused;
      long refusedAgain = context.step("write rejects", () -> write(left, rejectsPath));
      if (refusedAgain != rejected) {
        throw new InvalidInputException(
            "Cannot score %s: the images changed while they were read".formatted(name),
            "run again when they stay as they are");
      }
      Rejects rejects = Rejects.of(context, rejectsPath, rejected);
      rejects.requireFew(context, name, version, predicted, mostRejects, output);
      Optional<String> commonest = rejects.commonest();
      commonest.ifPresent(
          reason ->
              LOG.warn(
                  "{} of {} images were rejected, most often: {}",
                  rejected,
                  predicted + rejected,
                  reason));
      boolean isSampled =
          PreparedSample.write(context, images, preparation, scorer, version, staged.path());
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
      figures.put("rows", predicted + rejected);
      figures.put("predicted", predicted);
      figures.put("rejected", rejected);
      figures.put("reasons", rejects.reasons());
      figures.put("form", images.form().label());
      figures.put("preparation", preparation.preparation().label());
      figures.put("passed_over", PassedOver.summary(images.passedOver()));
      figures.put("model", version.path());
      figures.put("version", version.name());
      figures.put("model_hash", version.manifest().modelHash());
      figures.put("inference", scorer.inference().label());
      List<String> lines = summary(predicted + rejected, predicted, commonest, published);
      if (isSampled) {
        lines.add("prepared: " + Shell.path(new Path(published, PreparedSample.FILE)));
      }
      return new JobOutcome(figures, lines);
    }
  }

  /**
   * What is done to the images.
   *
   * @throws InvalidInputException if the model doesn't tell how it takes pictures, and nobody says
   */
  private static PreparedImages preparation(
      JobContext context, ImageInput images, StoredVersion version) {
    NetworkSummary network = version.manifest().network();
    InputContract contract = version.manifest().training().data().input();
    boolean isTold = contract != null || context.settings().isGiven("input.prepare");
    if (!isTold && !images.form().isReady()) {
      throw new InvalidInputException(
          "Cannot tell how model %s takes pictures: an earlier release trained it, and kept no record of it"
              .formatted(Shell.path(version.path())),
          "say it: --prepare mnist if it was trained on images as MNIST's, --prepare none otherwise");
    }
    return StageSettings.preparation(
        context.settings(),
        Optional.of(
            contract == null
                ? InputContract.of(Preparation.NONE, network.height(), network.width())
                : contract));
  }

  /** The image comes last. */
  private static List<Column> columns(List<Column> carried, boolean withPrepared) {
    List<Column> columns = new ArrayList<>(carried);
    if (withPrepared) {
      columns.add(col(InputSchema.IMAGE).as(ScoredColumns.PREPARED));
    }
    columns.add(col(InputSchema.IMAGE));
    return columns;
  }

  private static Dataset<Row> withNames(Dataset<Row> predictions, StoredVersion version) {
    List<String> names = version.manifest().training().data().classNames();
    if (names == null) {
      return predictions;
    }
    Column all = functions.array(names.stream().map(functions::lit).toArray(Column[]::new));
    return predictions.withColumn(
        ScoredColumns.CLASS,
        functions.element_at(all, col(PredictionSchema.PREDICTION).plus(functions.lit(1))));
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
