package mnist.jobs;

import java.util.Map;
import java.util.Optional;
import mnist.Bounds;
import mnist.jobs.data.InputData;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.RunDirectories;
import mnist.jobs.runner.StageSettings;
import mnist.jobs.training.ModelTraining;
import mnist.jobs.training.Preflight;
import mnist.store.ModelStore;
import mnist.train.Averaging;
import mnist.train.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a model into a store. */
@Command(description = "Trains a model and stores the kept epoch's as the store's next version.")
final class TrainJob extends TrainingJob {
  static final String NAME = "train";

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description =
          "Model store, made if missing (default: a new one " + RunDirectories.PLACE + ").")
  String store;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description =
          "Where to keep checkpoints, and to go on from (default: a directory of this run's in the"
              + " store).")
  String checkpoints;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> store() {
    return Optional.ofNullable(store);
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    // First, since a mistake in a setting shouldn't cost an ingest.
    TrainingSettings settings = StageSettings.training(context.settings());
    Bounds.require(
        checkpoints == null || settings.averaging().by() != Averaging.DL4J,
        "--checkpoints",
        "left out with train.averaging = dl4j, which writes none",
        checkpoints);
    ModelStore models = ModelStore.at(context.output(Optional.ofNullable(store)), context.hadoop());
    models.requireWritable();
    context.take(models.path());
    if (StageSettings.keepsCheckpoints(context.settings())) {
      context.goesOnThere("--store", store, models.path());
    }
    Preflight.require(context, models.path(), data.location());
    try (InputData input = InputData.inside(models.path(), data.location(), context)) {
      ModelTraining.Trained trained =
          ModelTraining.run(
              context,
              input.recordsFor(models),
              models,
              Optional.ofNullable(checkpoints).map(context::path),
              NAME);
      JobOutcome outcome = trained.outcome();
      Map<String, Object> figures = outcome.figures();
      figures.put("store", models.path());
      figures.put("champion", models.requireChampion());
      models
          .latestDecision()
          .ifPresent(latest -> figures.put("decision_hash", models.hash(latest)));
      return JobResult.done(models.path(), figures)
          .summed(
              outcome.summaryAnd(
                  data.location().submit("--data", "evaluate", "--model", models.path())));
    }
  }
}
