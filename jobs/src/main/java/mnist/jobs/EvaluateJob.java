package mnist.jobs;

import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Evaluates a model on the test split. */
@Command(description = "Evaluates a model on the test split: accuracy, confusion matrix, pictures.")
final class EvaluateJob implements Job {
  static final String NAME = "evaluate";

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "An ingested directory, or IDX files as for ingest (default: the bundled MNIST).")
  String data;

  @Option(
      names = "--model",
      paramLabel = "PATH",
      required = true,
      description = "A version's directory, or a store for its champion (no default).")
  String model;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "New directory to write (default: one under jobs/target/runs).")
  String output;

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
    StoredVersion version = ModelStore.resolve(model, context.hadoop());
    Path directory = context.output(output);
    try (InputData input = InputData.beside(directory, context)) {
      return JobResult.done(
          directory, ModelEvaluation.run(context, input.records(data), data, version, directory));
    }
  }
}
