package mnist.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mnist.deliveries.Arrival;
import mnist.deliveries.CompositionSettings;
import mnist.deliveries.Deliveries;
import mnist.deliveries.Delivery;
import mnist.examination.Accepted;
import mnist.html.Numbers;
import mnist.jobs.data.InputData;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.evaluation.ModelCompatibility;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.StageSettings;
import mnist.jobs.training.DeliveryExamination;
import mnist.jobs.training.DeliveryIntake;
import mnist.jobs.training.ModelRetraining;
import mnist.jobs.training.Preflight;
import mnist.jobs.training.RetrainingForecast;
import mnist.records.IngestedData;
import mnist.report.StorePages;
import mnist.retrain.RetrainSettings;
import mnist.retrain.Retrainer;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a challenger and lets it compete with the store's champion. */
@Command(
    description =
        "Trains a challenger; it becomes champion if it is shown to be no worse than that one and"
            + " the best one so far, on images that none has seen.")
final class RetrainJob extends TrainingJob {
  private static final Logger LOG = LoggerFactory.getLogger(RetrainJob.class);

  private static final String REFUSED_FILES = "refused_files";

  @Option(
      names = "--store",
      paramLabel = "DIR",
      required = true,
      description = "Model store (no default).")
  String store;

  @Option(
      names = "--accept",
      paramLabel = "FINDING",
      description =
          "A finding of the examination, such as missing-classes, that doesn't refuse the images"
              + " (default: none). Can be given several times; needs --reason.")
  List<String> accept = List.of();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why findings are accepted (no default).")
  String reason;

  @Option(
      names = "--dry-run",
      description =
          "Examine what has come in and say what would be trained and judged; nothing is taken,"
              + " trained or decided (default: retrain).")
  boolean dryRun;

  @Override
  public String name() {
    return Retrainer.JOB;
  }

  @Override
  public Set<String> settings() {
    return settingsAnd("score", "retrain");
  }

  @Override
  public Optional<String> store() {
    return Optional.ofNullable(store);
  }

  @Override
  public JobResult run(JobContext given) throws Exception {
    StageSettings.training(given.settings());
    StageSettings.retrain(given.settings());
    StageSettings.examination(given.settings());
    Accepted accepted = Accepted.of(accept, reason);
    CompositionSettings composition = StageSettings.composition(given.settings());
    ModelStore models = ModelStore.at(given.path(store), given.hadoop());
    models.requireWritable();
    given.take(models.path());
    StorePages pages = new StorePages(models, given.hadoop());
    Deliveries deliveries = Deliveries.of(models, given.hadoop());
    Optional<StoredVersion> champion = models.champion().map(models::version);
    DeliveryIntake intake = DeliveryIntake.of(given, deliveries, champion);
    // What judged once judges for ever.
    JobContext context =
        given.with(Map.of("retrain.comparison-fraction", intake.rule().comparisonFraction()));
    RetrainSettings settings = StageSettings.retrain(context.settings());
    try (InputData input = InputData.inside(models.path(), data.location(), context)) {
      if (!dryRun && input.isEmptyDirectory() && deliveries.remembered().isEmpty()) {
        JobOutcome nothing = ModelRetraining.nothingIn(data.location().name(), models, deliveries);
        pages.write();
        return JobResult.done(models.path(), nothing.figures()).summed(nothing.summary());
      }
      if (StageSettings.keepsCheckpoints(context.settings())) {
        context.goesOnThere("--store", store, models.path());
      }
      Preflight.require(context, models.path(), data.location());
      if (!dryRun) {
        intake.goOn();
      }
      Optional<Arrival> arrival =
          input.newImages(
              deliveries.done(), pages.refusedFiles(), accepted, intake.rule(), champion);
      if (input.refusedFiles() > 0) {
        LOG.warn(
            "passing over {}, which were refused: mend them, take them away, or give the options"
                + " that the refusal names",
            Numbers.count(input.refusedFiles(), "file"));
      }
      champion.ifPresent(version -> arrival.ifPresent(images -> requireLike(version, images)));
      DeliveryExamination examination =
          new DeliveryExamination(context, models, champion, accepted);
      if (dryRun) {
        JobOutcome foreseen =
            new RetrainingForecast(
                    context, models, deliveries, intake.rule(), settings, composition)
                .of(arrival, examination::of);
        foreseen.figures().put(REFUSED_FILES, input.refusedFiles());
        return JobResult.told(foreseen.figures()).summed(foreseen.summary());
      }
      try {
        Optional<Delivery> taken = Optional.empty();
        if (arrival.isPresent()) {
          taken = intake.take(arrival.get(), examination::of);
        }
        ModelRetraining retraining = new ModelRetraining(context, models, settings);
        JobOutcome outcome = judged(context, retraining, deliveries, composition);
        taken.map(DeliveryIntake::figures).ifPresent(outcome.figures()::putAll);
        outcome.figures().put(REFUSED_FILES, input.refusedFiles());
        return JobResult.done(models.path(), outcome.figures())
            .summed(
                outcome.summaryAnd(
                    data.location().submit("--data", "evaluate", "--model", models.path())));
      } finally {
        // A delivery that was refused is on it, too.
        pages.write();
      }
    }
  }

  private void requireLike(StoredVersion champion, Arrival arrival) {
    NamedRecords records = new NamedRecords(arrival.images(), arrival.source());
    Retrainer.requireFormat(champion, records.format());
    ModelCompatibility.requireClasses(champion, records);
  }

  /** A delivery whose challenger was never judged, as a killed process leaves it, is judged too. */
  private JobOutcome judged(
      JobContext context,
      ModelRetraining retraining,
      Deliveries deliveries,
      CompositionSettings composition)
      throws Exception {
    String name = data.location().name();
    if (deliveries.areLearned()) {
      return ModelRetraining.nothingIn(name, retraining.models(), deliveries);
    }
    Optional<IngestedData> composed =
        context.step(
            "put the deliveries together",
            () ->
                deliveries.compose(
                    context.spark(),
                    composition,
                    context.settings().longInteger("data.file-bytes")));
    return composed.isEmpty()
        ? ModelRetraining.nothingIn(name, retraining.models(), deliveries)
        : retraining.run(new NamedRecords(composed.get(), name));
  }
}
