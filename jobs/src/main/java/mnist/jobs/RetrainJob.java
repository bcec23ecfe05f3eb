package mnist.jobs;

import java.util.Map;
import java.util.Optional;
import mnist.jobs.data.InputData;
import mnist.jobs.options.CommonOptions;
import mnist.jobs.options.DataOption;
import mnist.jobs.options.TrainingOptions;
import mnist.jobs.runner.Job;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.StageSettings;
import mnist.jobs.training.ModelRetraining;
import mnist.jobs.training.Preflight;
import mnist.retrain.Retrainer;
import mnist.store.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a challenger and lets it compete with the store's champion. */
@Command(description = "Trains a challenger; it becomes champion if it isn't worse than that one.")
final class RetrainJob implements Job {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      required = true,
      description = "Model store (no default).")
  String store;

  @Mixin final DataOption data = new DataOption();
  @Mixin final TrainingOptions training = new TrainingOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  @Override
  public String name() {
    return Retrainer.JOB;
  }

  @Override
  public Optional<String> config() {
    return common.config();
  }

  @Override
  public Map<String, Object> overrides() {
    return common.with(training.overrides());
  }

  @Override
  public boolean examinesExecutors() {
    return true;
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    StageSettings.training(context.settings());
    ModelStore models = ModelStore.at(context.path(store), context.hadoop());
    models.requireWritable();
    Preflight.require(context, models.path(), data.location());
    try (InputData input = InputData.inside(models.path(), data.location(), context)) {
      return JobResult.done(models.path(), ModelRetraining.run(context, input.records(), models));
    }
  }
}
