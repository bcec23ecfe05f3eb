package mnist.jobs.evaluation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.calibration.Calibration;
import mnist.evaluate.Assessment;
import mnist.evaluate.Assessor;
import mnist.evaluate.Evaluation;
import mnist.files.StagedDirectory;
import mnist.input.Broadcasts;
import mnist.input.Split;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.runner.Shell;
import mnist.jobs.runner.StageSettings;
import mnist.jobs.training.ModelTraining;
import mnist.model.DigitModel;
import mnist.records.LabelErrors;
import mnist.report.ComparisonVerdict;
import mnist.report.EvaluatedModel;
import mnist.report.EvaluationReport;
import mnist.report.LearningCurvePoint;
import mnist.report.TextTable;
import mnist.robustness.NonDigitRow;
import mnist.robustness.PrintedFonts;
import mnist.robustness.Robustness;
import mnist.score.Scorer;
import mnist.store.StoredVersion;
import mnist.store.TrainingData;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Evaluates a stored model on a split and writes the report. */
public final class ModelEvaluation {

  private ModelEvaluation() {}

  /**
   * @param other a model to compare with, if there is one
   * @param output a new directory, published complete
   * @param scope what is looked at as well
   */
  public static JobOutcome run(
      JobContext context,
      NamedRecords data,
      StoredVersion version,
      Optional<StoredVersion> other,
      Path output,
      EvaluationScope scope)
      throws Exception {
    PrintedFonts fonts = PrintedFonts.NONE;
    if (scope.robustness()) {
      ModelRobustness.require(version);
      fonts = ModelRobustness.fonts(scope.fonts());
    }
    if (scope.views().isPresent()) {
      ModelViews.augmentation(version.manifest());
    }
    try (StagedDirectory staged = StagedDirectory.beside(output, context.hadoop())) {
      Assessment assessment = assess(context, data, version, scope.split(), other);
      print(assessment.evaluation(), System.err);
      Optional<Robustness> changed = Optional.empty();
      if (scope.robustness()) {
        changed =
            Optional.of(
                ModelRobustness.run(context, data, version, scope, fonts, output, staged.path()));
      }
      Optional<EvaluatedModel.Views> views = Optional.empty();
      if (scope.views().isPresent()) {
        views =
            Optional.of(
                ModelViews.run(context, data, version, scope.split(), scope.views().getAsInt()));
      }
      ShownImages shown = ShownImages.of(context, data, version, scope.split(), assessment);
      EvaluatedModel evaluated =
          new EvaluatedModel(
              version,
              scope.split(),
              assessment,
              other,
              epochs(context, version),
              shown.images(),
              shown.occlusion(),
              context.stages(),
              changed,
              views);
      EvaluationReport.write(context.spark(), evaluated, staged.path());
      Path published = staged.publish();
      Map<String, Object> figures = figures(assessment, version, scope.split(), published);
      changed.ifPresent(tried -> figures.putAll(figures(tried)));
      views.ifPresent(mean -> figures.put("views_accuracy", mean.evaluation().accuracy()));
      return new JobOutcome(figures, summary(assessment, version, scope.split(), other, published));
    }
  }

  private static List<String> summary(
      Assessment assessment,
      StoredVersion version,
      Split split,
      Optional<StoredVersion> other,
      Path published) {
    Evaluation evaluation = assessment.evaluation();
    String name =
        other.map(against -> ComparisonVerdict.name(version, against)).orElse(version.name());
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s got %.2f %% of %d %s images right (95 %% interval %.2f to %.2f %%)",
            name,
            100 * evaluation.accuracy(),
            evaluation.examples(),
            split.value(),
            100 * evaluation.interval().low(),
            100 * evaluation.interval().high()));
    assessment
        .comparison()
        .ifPresent(
            comparison ->
                lines.add(ComparisonVerdict.of(comparison, version, other.orElseThrow())));
    lines.add("report: " + Shell.path(new Path(published, EvaluationReport.PAGE)));
    return lines;
  }

  private static Map<String, Object> figures(
      Assessment assessment, StoredVersion version, Split split, Path published) {
    Evaluation evaluation = assessment.evaluation();
    Map<String, Object> figures = new HashMap<>();
    figures.put("output", published);
    figures.put("report", new Path(published, EvaluationReport.PAGE));
    figures.put("model", version.path());
    figures.put("version", version.name());
    figures.put("model_hash", version.manifest().modelHash());
    figures.put("split", split.value());
    figures.put("accuracy", evaluation.accuracy());
    figures.put("accuracy_low", evaluation.interval().low());
    figures.put("accuracy_high", evaluation.interval().high());
    figures.put("loss", evaluation.loss());
    figures.put("examples", evaluation.examples());
    assessment
        .comparison()
        .ifPresent(
            comparison -> {
              figures.put("against_accuracy", comparison.firstAccuracy());
              figures.put("p_value", comparison.pValue());
            });
    return figures;
  }

  private static Map<String, Object> figures(Robustness robustness) {
    Map<String, Object> figures = new HashMap<>();
    figures.put("robustness", robustness.mean());
    robustness.meanOfNonDigits(NonDigitRow::auroc).ifPresent(auroc -> figures.put("auroc", auroc));
    robustness
        .meanOfNonDigits(NonDigitRow::falsePositiveRate)
        .ifPresent(rate -> figures.put("fpr95", rate));
    return figures;
  }

  private static Assessment assess(
      JobContext context,
      NamedRecords data,
      StoredVersion version,
      Split split,
      Optional<StoredVersion> other)
      throws Exception {
    requireImages(split, data);
    requireUnseen(split, version, data);
    other.ifPresent(compared -> requireUnseen(split, compared, data));
    try (Scorer scorer = scorer(context, data, version)) {
      // Read several times, and each time they'd be computed again.
      Dataset<Row> predictions = predictions(scorer, data, split).persist();
      try {
        int classes = version.manifest().network().classes();
        if (other.isEmpty()) {
          return assess(context, data, version, split, predictions, classes, Optional.empty());
        }
        try (Scorer second = scorer(context, data, other.get())) {
          Optional<Dataset<Row>> compared = Optional.of(predictions(second, data, split));
          return assess(context, data, version, split, predictions, classes, compared);
        }
      } finally {
        Broadcasts.unlessStopping(context.spark().sparkContext(), predictions::unpersist);
      }
    }
  }

  private static Assessment assess(
      JobContext context,
      NamedRecords data,
      StoredVersion version,
      Split split,
      Dataset<Row> predictions,
      int classes,
      Optional<Dataset<Row>> other)
      throws Exception {
    return context.step(
        "evaluate %s on the %s split".formatted(version.name(), split.value()),
        () ->
            Assessor.assess(
                predictions,
                classes,
                Calibration.of(version, context.hadoop()),
                split == Split.TEST ? LabelErrors.of(data.fingerprint()) : Optional.empty(),
                other));
  }

  private static Scorer scorer(JobContext context, NamedRecords data, StoredVersion version) {
    DigitModel model = version.load(context.hadoop());
    ModelCompatibility.require(model, version, data);
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    return new Scorer(spark, model, StageSettings.score(context.settings()));
  }

  /** All of them: figures without the images that a model can't take would flatter it. */
  private static Dataset<Row> predictions(Scorer scorer, NamedRecords data, Split split) {
    Dataset<Row> images = data.of(split);
    List<Row> rejected = scorer.rejects(images).limit(1).collectAsList();
    if (!rejected.isEmpty()) {
      throw new InvalidInputException(
          "Cannot evaluate on %s: the model doesn't take %s image %d, %s"
              .formatted(
                  data.name(),
                  split.value(),
                  rejected.get(0).getLong(0),
                  rejected.get(0).getString(1)),
          "ingest the data again");
    }
    return scorer.predictions(images);
  }

  /**
   * @throws InvalidInputException if the data have none
   */
  public static void requireImages(Split split, NamedRecords data) {
    if (data.count(split) == 0) {
      throw new InvalidInputException(
          "Cannot evaluate on "
              + data.name()
              + ": expected images of the %s split, but it has none".formatted(split.value()),
          "give images of a split %s: a directory or an IDX file of that name, a column split, or --split %s"
              .formatted(split.value(), split.value()));
    }
  }

  /**
   * Whether an image was held out of a model's training, only the data tell that it was trained on.
   *
   * @throws InvalidInputException if they are others, and the split is drawn from training images
   */
  private static void requireUnseen(Split split, StoredVersion version, NamedRecords data) {
    TrainingData learned = version.manifest().training().data();
    if (split != Split.TEST && !learned.fingerprint().equals(data.fingerprint().id())) {
      throw new InvalidInputException(
          "Cannot evaluate %s on the %s split of %s: expected the data that it was trained on, as %s images of others may be among those that it learned from"
              .formatted(version.path(), split.value(), data.name(), split.value()),
          "give the same data, or ingest them by the same settings (seed %s, data.validation-fraction %s)"
              .formatted(learned.seed(), learned.validationFraction()));
    }
  }

  private static List<LearningCurvePoint> epochs(JobContext context, StoredVersion version) {
    return version.holds(ModelTraining.METRICS, context.hadoop())
        ? LearningCurvePoint.of(
            version.content(ModelTraining.METRICS, context.hadoop()),
            new Path(version.path(), ModelTraining.METRICS))
        : List.of();
  }

  private static void print(Evaluation evaluation, PrintStream out) {
    out.println();
    out.println(TextTable.confusionMatrix(evaluation.confusionMatrix()).render());
    out.println(TextTable.perClass(evaluation).render());
  }
}
