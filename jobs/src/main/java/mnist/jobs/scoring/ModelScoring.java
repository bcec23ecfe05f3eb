package mnist.jobs.scoring;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.calibration.Calibration;
import mnist.calibration.ConfidenceSettings;
import mnist.calibration.SelectivePrediction;
import mnist.files.Glob;
import mnist.files.Names;
import mnist.files.NoOverwriteRename;
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

  /** Some reasons hold names of files. */
  private static final int MOST_REASONS = 100;

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
      requireAll("predictions", count.all() - rejected, predicted);
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
      Map<String, Long> reasons = reasons(context, rejectsPath, rejected);
      Optional<String> commonest = commonest(reasons);
      requireEnough(
          context, name, version, predicted, rejected, reasons, mostRejects, rejectsPath, output);
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
      figures.put("reasons", reasons);
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

  private static void requireAll(String what, long expected, long written) {
    if (written != expected) {
      throw new IllegalStateException(
          "expected %d %s, but %d were written".formatted(expected, what, written));
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

  /** Nothing predicted, or too much refused, is a failure; what was refused then stays. */
  private static void requireEnough(
      JobContext context,
      String name,
      StoredVersion version,
      long predicted,
      long rejected,
      Map<String, Long> reasons,
      double most,
      Path rejects,
      Path output)
      throws IOException {
    if (predicted + rejected == 0) {
      throw new InvalidInputException(
          "Cannot score " + name + ": it has no images", "give files or tables that have some");
    }
    if (predicted > 0 && rejected <= most * (predicted + rejected)) {
      return;
    }
    Path kept = Names.suffixed(output, "-rejects");
    // Of one reason there is no more to say.
    boolean isKept =
        reasons.size() > 1 && NoOverwriteRename.rename(rejects, kept, context.hadoop());
    String see = isKept ? "see the table " + Shell.path(kept) + "; " : "";
    throw new InvalidInputException(
        predicted == 0
            ? "Cannot score %s: model %s takes none of its %d images, most often: %s"
                .formatted(
                    name, Shell.path(version.path()), rejected, commonest(reasons).orElseThrow())
            : "Cannot score %s: %d of %d images were rejected, where score.max-reject-fraction %s allows %d, most often: %s"
                .formatted(
                    name,
                    rejected,
                    predicted + rejected,
                    most,
                    (long) Math.floor(most * (predicted + rejected)),
                    commonest(reasons).orElseThrow()),
        see
            + (predicted == 0
                ? "give image files, or one byte for each of %d x %d pixels"
                    .formatted(
                        version.manifest().network().height(), version.manifest().network().width())
                : "mend or leave out what was rejected, or raise the setting"));
  }

  /** How often each reason occurs, of the commonest first; a hundred reasons at most. */
  private static Map<String, Long> reasons(JobContext context, Path rejects, long count) {
    Map<String, Long> reasons = new LinkedHashMap<>();
    if (count == 0) {
      return reasons;
    }
    context
        .spark()
        .read()
        .parquet(Glob.literal(rejects))
        .groupBy(RecordSchema.REASON)
        .count()
        .orderBy(col("count").desc(), col(RecordSchema.REASON))
        .limit(MOST_REASONS)
        .collectAsList()
        .forEach(row -> reasons.put(row.getString(0), row.getLong(1)));
    return reasons;
  }

  private static Optional<String> commonest(Map<String, Long> reasons) {
    return reasons.entrySet().stream()
        .findFirst()
        .map(first -> "%s (%d)".formatted(first.getKey(), first.getValue()));
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
