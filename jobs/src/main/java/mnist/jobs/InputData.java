package mnist.jobs;

import java.util.List;
import mnist.files.StagedDirectory;
import mnist.records.Ingest;
import mnist.records.IngestedData;
import org.apache.hadoop.fs.Path;

/**
 * What {@code --data} and {@code --input} name: a path of the user's, or the bundled MNIST. What
 * has to be unpacked or ingested on the way lies beside the output, and goes when this is closed.
 */
final class InputData implements AutoCloseable {
  private final JobContext context;
  private final Path output;
  private StagedDirectory scratch;

  private InputData(JobContext context, Path output) {
    this.context = context;
    this.output = output;
  }

  /**
   * @param output of the job, whose file system executors share
   */
  static InputData beside(Path output, JobContext context) {
    return new InputData(context, output);
  }

  /**
   * The path to read, of IDX files or whatever else the user gave.
   *
   * @param given null for the bundled data
   */
  Path path(String given) {
    if (given != null) {
      return context.path(given);
    }
    Path staged = new Path(scratch(), "bundled");
    BundledData.stage(staged, context.hadoop());
    return staged;
  }

  /**
   * The records; IDX files are ingested first.
   *
   * @param given null for the bundled data
   * @throws mnist.InvalidInputException if they can't be
   */
  IngestedData records(String given) throws Exception {
    Path path = path(given);
    if (IngestedData.isIngested(path, context.hadoop())) {
      return IngestedData.open(context.spark(), path);
    }
    Path ingested = new Path(scratch(), "ingested");
    return context.step(
        "ingest " + describe(given),
        () -> {
          Ingest.run(
              context.spark(),
              List.of(path.toString()),
              ingested,
              // The scratch goes; what an error message names stays.
              output.suffix("-quarantine"),
              StageSettings.ingest(context.settings()));
          return IngestedData.open(context.spark(), ingested);
        });
  }

  /** The user's path, or a name for the bundled data. */
  static String describe(String given) {
    return given == null ? "the bundled MNIST" : given;
  }

  private Path scratch() {
    if (scratch == null) {
      Path parent = output.isRoot() ? output : output.getParent();
      scratch = StagedDirectory.inside(parent, context.hadoop());
    }
    return scratch.path();
  }

  @Override
  public void close() {
    if (scratch != null) {
      scratch.close();
    }
  }
}
