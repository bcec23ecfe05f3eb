package mnist.jobs;

import java.util.Optional;
import java.util.Set;
import mnist.jobs.data.InputData;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.evaluation.ModelCompatibility;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.StageSettings;
import mnist.jobs.training.ModelRetraining;
import mnist.jobs.training.Preflight;
import mnist.retrain.RetrainSettings;
import mnist.retrain.Retrainer;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a challenger and lets it compete with the store's champion. */
@Command(
    description =
        "Trains a challenger; it becomes champion if it is better than that one on images that"
            + " neither has seen.")
final class RetrainJob extends TrainingJob {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      required = true,
      description = "Model store (no default).")
  String store;

  @Option(
      names = "--insist",
      description =
          "Retrain even if the data lack a class that the champion knows, or if it contradicts more"
              + " than half of their labels (default: refuse).")
  boolean insist;

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
  public JobResult run(JobContext context) throws Exception {
    StageSettings.training(context.settings());
    RetrainSettings settings = StageSettings.retrain(context.settings(), insist);
    ModelStore models = ModelStore.at(context.path(store), context.hadoop());
    models.requireWritable();
    context.take(models.path());
    try (InputData input = InputData.inside(models.path(), data.location(), context)) {
      if (input.isEmptyDirectory()) {
        JobOutcome nothing = ModelRetraining.nothingIn(data.location().name(), models);
        return JobResult.done(models.path(), nothing.figures()).summed(nothing.summary());
      }
      if (StageSettings.keepsCheckpoints(context.settings())) {
        context.goesOnThere("--store", store, models.path());
      }
      Preflight.require(context, models.path(), data.location());
      JobOutcome outcome = ModelRetraining.run(context, records(input, models), models, settings);
      return JobResult.done(models.path(), outcome.figures())
          .summed(
              outcome.summaryAnd(
                  data.location().submit("--data", "evaluate", "--model", models.path())));
    }
  }

  /** As the champion takes images, so that both learn from the same. */
  private static NamedRecords records(InputData input, ModelStore models) throws Exception {
    Optional<String> champion = models.champion();
    if (champion.isEmpty()) {
      return input.recordsFor(models);
    }
    StoredVersion version = models.version(champion.get());
    NamedRecords records = input.recordsLike(version, models);
    ModelCompatibility.requireClasses(version, records);
    return records;
  }
}
