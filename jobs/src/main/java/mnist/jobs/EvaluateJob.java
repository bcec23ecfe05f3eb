package mnist.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mnist.input.Split;
import mnist.jobs.data.InputData;
import mnist.jobs.evaluation.EvaluationScope;
import mnist.jobs.evaluation.ModelEvaluation;
import mnist.jobs.options.CommonOptions;
import mnist.jobs.options.DataOption;
import mnist.jobs.options.EvaluationOptions;
import mnist.jobs.options.ModelOption;
import mnist.jobs.options.OutputOption;
import mnist.jobs.runner.Job;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.StageSettings;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Evaluates a model on the test split, or on the validation images that it was chosen by. */
@Command(
    description =
        "Evaluates a model on the test split, or another: accuracy, errors, confidence; as a page and as"
            + " tables.")
final class EvaluateJob implements Job {
  static final String NAME = "evaluate";

  @Option(
      names = "--against",
      paramLabel = "PATH",
      description =
          "Another model, as for --model, to compare with on the same images (no default).")
  String against;

  @Mixin final DataOption data = new DataOption();
  @Mixin final ModelOption model = new ModelOption();
  @Mixin final OutputOption output = new OutputOption();
  @Mixin final EvaluationOptions more = new EvaluationOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> config() {
    return common.config();
  }

  @Override
  public Set<String> settings() {
    return Set.of(
        "seed",
        "data",
        "input",
        "score.batch-size",
        "doctor",
        "runtime.inference",
        "runtime.kernels");
  }

  @Override
  public Map<String, Object> overrides() {
    return common.with(data.with(Map.of()));
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    EvaluationScope scope = more.scope(StageSettings.split(context.settings(), Split.TEST));
    StoredVersion version = model.version(context);
    Optional<StoredVersion> other =
        Optional.ofNullable(against).map(path -> ModelStore.resolve(path, context.hadoop()));
    Path directory = output.directory(context);
    try (InputData input = InputData.beside(directory, data.location(), context)) {
      JobOutcome outcome =
          ModelEvaluation.run(context, input.recordsFor(version), version, other, directory, scope);
      return JobResult.done(directory, outcome.figures())
          .summed(
              outcome.summaryAnd(
                  data.location().submit("--input", "score", "--model", version.path())));
    }
  }
}
