package mnist.jobs.training;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mnist.averaging.RoundMetrics;
import mnist.calibration.Calibration;
import mnist.config.Settings;
import mnist.deliveries.Deliveries;
import mnist.drift.ReferenceProfile;
import mnist.files.JsonFiles;
import mnist.input.Split;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.runner.Shell;
import mnist.jobs.runner.StageSettings;
import mnist.model.ImageFormat;
import mnist.profile.Profile;
import mnist.records.DataFingerprint;
import mnist.records.HoldOutBy;
import mnist.report.StorePages;
import mnist.retrain.RetrainSettings;
import mnist.retrain.Retrainer;
import mnist.retrain.SeenImages;
import mnist.retrain.Start;
import mnist.store.Decision;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.store.TrainingData;
import mnist.store.TrainingRun;
import mnist.train.Checkpoints;
import mnist.train.Computation;
import mnist.train.EpochMetrics;
import mnist.train.Trainer;
import mnist.train.TrainingResult;
import mnist.train.TrainingSettings;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains on ingested data and publishes the model as a store's next version. */
public final class ModelTraining {
  private static final Logger LOG = LoggerFactory.getLogger(ModelTraining.class);

  /** Beside the network. */
  public static final String METRICS = "metrics.jsonl";

  /** Keys of a version's metrics: of the kept epoch, and of all of them with their validation. */
  public static final String VALIDATION_ACCURACY = "validation_accuracy";

  public static final String TRAINING_SECONDS = "training_seconds";

  private ModelTraining() {}

  /**
   * What was trained.
   *
   * @param version where it is now
   * @param stoppedEarly whether patience ran out before the last epoch
   * @param before whether an earlier run had finished it
   */
  public record Trained(StoredVersion version, boolean stoppedEarly, boolean before) {

    /** For the job's result. */
    public JobOutcome outcome() {
      return new JobOutcome(figures(), List.of(accuracy(), "model: " + Shell.path(version.path())));
    }

    private String accuracy() {
      TrainingRun training = version.manifest().training();
      return String.format(
          Locale.ROOT,
          "%s got %.2f %% of %d validation images right, after epoch %d of %d%s",
          version.name(),
          100 * ((Number) training.metrics().get(VALIDATION_ACCURACY)).doubleValue(),
          training.data().counts().get(Split.VALIDATION.value()),
          training.bestEpoch(),
          training.epochs(),
          before ? "; it was trained before" : "");
    }

    private Map<String, Object> figures() {
      TrainingRun training = version.manifest().training();
      Map<String, Object> figures = new HashMap<>(training.metrics());
      figures.put("model", version.path());
      figures.put("version", version.name());
      figures.put("model_hash", version.manifest().modelHash());
      figures.put("epochs", training.epochs());
      figures.put("best_epoch", training.bestEpoch());
      figures.put("stopped_early", stoppedEarly);
      figures.put("finished_before", before);
      return figures;
    }
  }

  /**
   * Trains from the last checkpoint of the same run, if there is one, or gives the version that the
   * same run has finished before.
   *
   * @param checkpoints where to keep checkpoints; empty for the run's own place in the store
   * @param job that publishes the version
   * @throws mnist.InvalidInputException if the checkpoints are another run's, or images that aren't
   *     digits are to replace some whose classes aren't the digits
   */
  public static Trained run(
      JobContext context,
      NamedRecords data,
      ModelStore store,
      Optional<Path> checkpoints,
      String job) {
    return run(context, data, store, checkpoints, job, Optional.empty());
  }

  /**
   * Trains a challenger, whose epoch isn't chosen by the images that it is to be compared on.
   *
   * @see #run(JobContext, NamedRecords, ModelStore, Optional, String)
   */
  static StoredVersion challenger(
      JobContext context, NamedRecords data, ModelStore store, RetrainSettings comparison) {
    return run(context, data, store, Optional.empty(), Retrainer.JOB, Optional.of(comparison))
        .version();
  }

  private static Trained run(
      JobContext context,
      NamedRecords data,
      ModelStore store,
      Optional<Path> checkpoints,
      String job,
      Optional<RetrainSettings> comparison) {
    store.requireWritable();
    Optional<Decision> since = store.latestDecision();
    TrainingSettings settings = StageSettings.training(context.settings());
    ImageFormat format = data.format();
    List<String> names = data.fingerprint().classNames();
    settings.nonDigits().requireDigits(format.classes(), names);
    settings.augmentation().requireDigits(format.classes(), names);
    Computation computation = Computation.of(settings, format);
    Optional<StoredVersion> start =
        comparison
            .filter(by -> by.start() == Start.CHAMPION)
            .flatMap(by -> store.champion())
            .map(store::version);
    RunIdentity identity =
        RunIdentity.of(
            context.settings(),
            data.ingested(),
            computation,
            comparison.map(RetrainSettings::comparisonFraction),
            start);
    Dataset<Row> validation =
        comparison
            .map(by -> by.choosingEpochs(data.of(Split.VALIDATION), holdOutBy(data.fingerprint())))
            .orElse(data.of(Split.VALIDATION));
    Path directory =
        checkpoints.orElse(new Path(new Path(store.path(), "checkpoints"), identity.id()));
    Checkpoints kept = new Checkpoints(directory, identity.values(), context.hadoop());
    Optional<StoredVersion> finished = store.ofRun(identity.id());
    if (finished.isPresent()) {
      store.promoteIfFirst(finished.get());
      LOG.info(
          "{} was trained before, by the same settings on the same data", finished.get().path());
      kept.delete();
      int epochs = finished.get().manifest().training().epochs();
      return new Trained(finished.get(), epochs < settings.epochs(), true);
    }

    SeenImages seenBefore =
        start.map(version -> SeenImages.by(version, context.hadoop())).orElse(SeenImages.NONE);
    start.ifPresent(version -> warnIfStale(version, Deliveries.of(store, context.hadoop())));
    Trainer trainer =
        new Trainer(
            JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
            settings,
            computation,
            format,
            StageSettings.normalisation(context.settings(), data.ingested().trainPixels()),
            start.map(version -> version.load(context.hadoop())),
            Optional.of(kept),
            new TrainingProgress(context.progress(), settings.epochs(), data.count(Split.TRAIN)));
    long began = System.nanoTime();
    TrainingResult result = trainer.fit(data.ingested().directory(Split.TRAIN), validation);
    context.ended("train, validate and calibrate", began);
    if (!result.rounds().isEmpty()) {
      LOG.info("where it ran\n{}", RoundSummary.of(result));
    }
    SeenImages seen =
        seenBefore.and(
            data.of(Split.TRAIN).union(validation),
            data.count(Split.TRAIN) + data.count(Split.VALIDATION));
    Profile profile =
        ReferenceProfile.ofImages(data.of(Split.TRAIN), format).plus(result.answers());
    if (comparison.isPresent()) {
      // The first version of a store becomes its champion as it is published.
      Deliveries.requireRemembered(data.fingerprint().deliveries(), store.decisions());
    }
    StoredVersion version =
        publish(context, data, store, since, job, identity, start, result, seen, profile);
    kept.delete();
    new StorePages(store, context.hadoop()).write();
    return new Trained(version, result.stoppedEarly(), false);
  }

  private static void warnIfStale(StoredVersion start, Deliveries deliveries) {
    deliveries
        .staleChampion()
        .filter(stale -> stale.version().equals(start.name()))
        .ifPresent(
            stale ->
                LOG.warn(
                    "training begins with {}, which learned from images that are forgotten, of {}:"
                        + " so will the challenger have; retrain.start = random trains one that"
                        + " hasn't",
                    stale.version(),
                    String.join(", ", stale.deliveries())));
  }

  private static HoldOutBy holdOutBy(DataFingerprint fingerprint) {
    return fingerprint.holdOutBy() == null
        ? HoldOutBy.IMAGE
        : HoldOutBy.named(fingerprint.holdOutBy());
  }

  private static StoredVersion publish(
      JobContext context,
      NamedRecords data,
      ModelStore store,
      Optional<Decision> since,
      String job,
      RunIdentity identity,
      Optional<StoredVersion> start,
      TrainingResult result,
      SeenImages seen,
      Profile profile) {
    DataFingerprint fingerprint = data.fingerprint();
    Map<String, Long> counts = new HashMap<>();
    for (Split split : Split.values()) {
      counts.put(split.value(), data.count(split));
    }
    TrainingRun run =
        new TrainingRun(
            job,
            identity.id(),
            identity.kernels(),
            context.settings().longInteger("seed"),
            ofTraining(context.settings()),
            new TrainingData(
                fingerprint.id(),
                data.name(),
                fingerprint.seed(),
                fingerprint.validationFraction(),
                fingerprint.holdOutBy(),
                counts,
                fingerprint.counts(Split.TRAIN).perClass(),
                data.contract().orElse(null),
                fingerprint.classNames(),
                fingerprint.deliveries(),
                start.map(version -> version.manifest().training().data().learned()).orElse(null)),
            Map.of(
                VALIDATION_ACCURACY,
                result.kept().validationAccuracy(),
                "validation_loss",
                result.kept().validationLoss(),
                TRAINING_SECONDS,
                result.epochs().get(result.epochs().size() - 1).elapsedSeconds()),
            result.kept().epoch(),
            result.epochs().size());
    return store.publish(
        since,
        result.model(),
        run,
        Map.of(
            METRICS,
            metrics(result).getBytes(StandardCharsets.UTF_8),
            Calibration.FILE,
            (JsonFiles.toText(result.calibration()) + "\n").getBytes(StandardCharsets.UTF_8),
            Profile.FILE,
            (JsonFiles.toText(profile) + "\n").getBytes(StandardCharsets.UTF_8),
            SeenImages.FILE,
            seen.toBytes()));
  }

  /** A line of JSON for each round and, after its rounds, for each epoch. */
  private static String metrics(TrainingResult result) {
    StringBuilder lines = new StringBuilder();
    for (EpochMetrics epoch : result.epochs()) {
      for (RoundMetrics round : result.rounds()) {
        if (round.epoch() == epoch.epoch()) {
          lines.append(JsonFiles.toLine(round)).append('\n');
        }
      }
      lines.append(JsonFiles.toLine(epoch)).append('\n');
    }
    return lines.toString();
  }

  /** Without those of the ingest, which may have been another run with others, and the doctor's. */
  private static Map<String, String> ofTraining(Settings settings) {
    Map<String, String> effective = new HashMap<>(settings.effective());
    effective.keySet().removeIf(key -> key.startsWith("data.") || key.startsWith("doctor."));
    return effective;
  }
}
