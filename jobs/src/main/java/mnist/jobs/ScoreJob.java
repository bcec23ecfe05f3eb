package mnist.jobs;

import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Predicts the digits of images that need no labels. */
@Command(description = "Predicts what images show; images the model can't take are set aside.")
final class ScoreJob implements Job {
  static final String NAME = "score";

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description =
          "IDX images, an ingested directory, or Parquet with a binary column 'image'"
              + " (default: the bundled MNIST).")
  String input;

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
    try (InputData data = InputData.beside(directory, context)) {
      Dataset<Row> images = ScoreInput.read(context, data.path(input));
      return JobResult.done(directory, ModelScoring.run(context, images, version, directory));
    }
  }
}
