package mnist.jobs;

import mnist.records.IngestedData;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Evaluates a model on the test split. */
@Command(description = "Evaluates a model on the test split: accuracy, confusion matrix, pictures.")
final class EvaluateJob implements Job {
  static final String NAME = "evaluate";

  @Mixin final DataOption data = new DataOption();
  @Mixin final ModelOption model = new ModelOption();
  @Mixin final OutputOption output = new OutputOption();
  @Mixin final RobustnessOptions robustness = new RobustnessOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    robustness.check();
    StoredVersion version = model.version(context);
    Path directory = output.directory(context);
    try (InputData input = InputData.beside(directory, context)) {
      IngestedData records = input.records(data.path);
      return JobResult.done(
          directory,
          ModelEvaluation.run(context, records, data.path, version, directory, robustness));
    }
  }
}
