package mnist.jobs.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mnist.InvalidInputException;
import mnist.calibration.AcceptanceRule;
import mnist.calibration.Calibration;
import mnist.calibration.ConfidenceSettings;
import mnist.calibration.SelectivePrediction;
import mnist.files.NewFile;
import mnist.input.Form;
import mnist.input.ImageInput;
import mnist.input.InputSchema;
import mnist.input.RecordSchema;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.StageSettings;
import mnist.prepare.PreparedImages;
import mnist.progress.PartRecord;
import mnist.progress.RunIdentity;
import mnist.progress.RunOwner;
import mnist.progress.RunProgress;
import mnist.score.PartFiles;
import mnist.score.PartScoring;
import mnist.score.PredictionSchema;
import mnist.score.Scorer;
import mnist.store.StoredVersion;
import mnist.store.VersionLease;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Applies a stored model to images and writes predictions and rejects, part by part, so that a run
 * that was stopped goes on.
 */
public final class ModelScoring implements AutoCloseable {

  private final JobContext context;
  private final ScoringRequest request;
  private final ConfidenceSettings confidence;
  private final Optional<Calibration> calibration;
  private final ScoringDrift drift;
  private final ScoringReview review;
  private final Scorer scorer;
  private final RunIdentity identity;

  private ModelScoring(JobContext context, ScoringRequest request) {
    this.context = context;
    this.request = request;
    this.confidence = StageSettings.answers(context.settings());
    StageSettings.maxRejectFraction(context.settings());
    StageSettings.maxFailedFiles(context.settings());
    this.calibration = calibration(context, request.version(), confidence);
    this.drift = ScoringDrift.of(context, request, calibration);
    this.review = ScoringReview.of(context, request, calibration);
    this.scorer =
        new Scorer(
            JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
            request.version().load(context.hadoop()),
            StageSettings.score(context.settings()));
    this.identity = ScoringIdentity.of(context, request, scorer.inference(), calibration);
  }

  /**
   * Scores images, or what is left of them.
   *
   * @throws InvalidInputException if the model takes none of the images, or the output is another
   *     run's
   */
  public static ScoringOutcome run(JobContext context, ScoringRequest request) throws Exception {
    return run(context, request, () -> {});
  }

  /**
   * The directory of the version that the run in an output began with; empty if there is no run, or
   * it has ended.
   */
  public static Optional<Path> begunWith(JobContext context, Path output) {
    return ScoringRun.model(output, context.hadoop());
  }

  /**
   * @param begun is told when there is an output that a later process goes on with
   */
  public static ScoringOutcome run(JobContext context, ScoringRequest request, Runnable begun)
      throws Exception {
    try (ModelScoring scoring = new ModelScoring(context, request)) {
      return scoring.run(begun);
    }
  }

  private ScoringOutcome run(Runnable begun) throws Exception {
    RunProgress progress = new RunProgress(request.output(), context.hadoop());
    return progress.exists() ? goOn(progress, begun) : begin(progress, begun);
  }

  private ScoringOutcome begin(RunProgress progress, Runnable begun) throws Exception {
    ImageInput images = request.images().open();
    // Faults of columns show before there is an output.
    PreparedImages preparation = preparation(images.form());
    PartScoring scoring = scoring(preparation, images);
    ScoringRun run;
    try {
      run =
          ScoringRun.begin(
              request,
              identity,
              images,
              StageSettings.imagesPerFile(context.settings()),
              context.hadoop());
    } catch (InvalidInputException e) {
      if (!progress.exists()) {
        throw e;
      }
      // Another process has begun it in the meantime.
      return goOn(progress, begun);
    }
    try (RunOwner owner = RunOwner.take(run.progress())) {
      begun.run();
      return score(run, owner, preparation, scoring);
    }
  }

  private ScoringOutcome goOn(RunProgress progress, Runnable begun) throws Exception {
    RunProgress.Plan plan = progress.planOf(identity);
    if (progress.hasEnded()) {
      begun.run();
      SortedMap<Integer, PartRecord> records = progress.done();
      Form form = Form.named(plan.told().get(ScoringRun.FORM));
      ScoringOutcome outcome =
          ScoringOutcome.before(context, request, plan.told(), preparation(form), scorer, records);
      return judged(outcome, records.values());
    }
    try (RunOwner owner = RunOwner.take(progress)) {
      begun.run();
      ScoringRun run = ScoringRun.goOn(progress, plan, request.images());
      PreparedImages preparation = preparation(run.images().form());
      return score(run, owner, preparation, scoring(preparation, run.images()));
    }
  }

  private ScoringOutcome score(
      ScoringRun run, RunOwner owner, PreparedImages preparation, PartScoring scoring)
      throws Exception {
    Optional<VersionLease> lease =
        VersionLease.take(request.version(), request.output(), context.hadoop());
    SortedMap<Integer, PartRecord> records = new TreeMap<>(run.done());
    new Waves(context, run, owner, scoring, confidence.accepts()).score(request.name(), records);
    ScoringTotals totals = ScoringTotals.of(records.values());
    ScoringOutcome outcome =
        judged(ScoringOutcome.of(request, run, preparation, scorer, totals), records.values());
    if (outcome.failure().isPresent()) {
      return outcome;
    }
    boolean isSampled =
        PreparedSample.write(
            context, run, preparation, scorer, request.version(), !totals.failed().isEmpty());
    markComplete();
    if (totals.failed().isEmpty()) {
      run.progress().end();
      lease.ifPresent(VersionLease::release);
    }
    return isSampled ? outcome.withSample() : outcome;
  }

  /** With images to look at and drift, and the failure if it isn't good enough. */
  private ScoringOutcome judged(ScoringOutcome outcome, Collection<PartRecord> records)
      throws IOException {
    Optional<InvalidInputException> failure = failure(ScoringTotals.of(records));
    if (failure.isPresent()) {
      return outcome.but(failure.get());
    }
    return drift.judge(review.write(outcome, records), records);
  }

  /** What to say if too much wasn't read, or was rejected, for the limits of this process. */
  private Optional<InvalidInputException> failure(ScoringTotals totals) throws IOException {
    Optional<InvalidInputException> failed = FailedFiles.tooMany(context, request, totals);
    return failed.isPresent()
        ? failed
        : Rejects.tooMany(
            request, totals, StageSettings.maxRejectFraction(context.settings()), context.hadoop());
  }

  /** As Hadoop marks a directory that is complete. */
  private void markComplete() throws IOException {
    FileSystem files = request.output().getFileSystem(context.hadoop());
    for (String directory : List.of(PartFiles.PREDICTIONS, PartFiles.REJECTS)) {
      Path mark = new Path(new Path(request.output(), directory), "_SUCCESS");
      if (!files.exists(mark)) {
        NewFile.create(mark, context.hadoop()).close();
      }
    }
  }

  private PartScoring scoring(PreparedImages preparation, ImageInput images) {
    Dataset<Row> prepared = preparation.of(images);
    List<Column> kept = ScoredColumns.of(prepared.schema());
    List<Column> columns = new ArrayList<>(kept);
    Column image = when(col(RecordSchema.REASON).isNull(), col(InputSchema.IMAGE));
    if (request.withPrepared()) {
      columns.add(image.as(ScoredColumns.PREPARED));
    }
    columns.add(col(RecordSchema.REASON));
    columns.add(image.as(InputSchema.IMAGE));
    Dataset<Row> rows = prepared.select(columns.toArray(Column[]::new));
    request.partitionBy().ifPresent(by -> ScoredColumns.requirePartitions(by, rows.schema()));
    AcceptanceRule acceptance =
        calibration
            .map(fitted -> SelectivePrediction.acceptance(confidence, fitted))
            .orElseGet(() -> AcceptanceRule.of(confidence, calibration));
    return new PartScoring(
        scorer,
        rows,
        images.splits().size(),
        kept.size(),
        new PartScoring.Answers(
            this::answered,
            acceptance::accepts,
            drift.counted(),
            drift.measured(images.splits()),
            review.of(prepared.schema()),
            request.partitionBy()));
  }

  private Dataset<Row> answered(Dataset<Row> predictions) {
    Dataset<Row> answered =
        calibration
            .map(fitted -> SelectivePrediction.of(predictions, confidence, fitted))
            .orElseGet(() -> predictions.drop(PredictionSchema.ENERGY));
    List<String> names = request.version().manifest().training().data().classNames();
    if (names == null) {
      return answered;
    }
    Column all = functions.array(names.stream().map(functions::lit).toArray(Column[]::new));
    return answered.withColumn(
        ScoredColumns.CLASS,
        functions.element_at(all, col(PredictionSchema.PREDICTION).plus(functions.lit(1))));
  }

  private PreparedImages preparation(Form form) {
    return ModelPreparation.of(request.version(), context.settings(), form.isReady());
  }

  /**
   * The model's calibration, if it has one.
   *
   * @throws InvalidInputException if it has none and answers need it
   */
  private static Optional<Calibration> calibration(
      JobContext context, StoredVersion version, ConfidenceSettings answers) {
    Optional<Calibration> calibration = Calibration.of(version, context.hadoop());
    if (calibration.isEmpty() && answers.needCalibration()) {
      throw new InvalidInputException(
          "Cannot calibrate answers of %s: expected %s in it, but an earlier release trained it without"
              .formatted(version.path(), Calibration.FILE),
          "train it again, or leave out score.max-error-rate, score.max-false-refusals and score.calibrated");
    }
    return calibration;
  }

  @Override
  public void close() {
    scorer.close();
  }
}
