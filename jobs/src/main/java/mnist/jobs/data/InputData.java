package mnist.jobs.data;

import java.util.List;
import mnist.files.StagedDirectory;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.StageSettings;
import mnist.records.Ingest;
import mnist.records.IngestedData;
import mnist.report.Recipe;
import org.apache.hadoop.fs.Path;

/**
 * What {@code --data} and {@code --input} name: a path of the user's, or the bundled MNIST. What
 * has to be unpacked or ingested on the way lies where the job writes, and goes when this is
 * closed.
 */
public final class InputData implements AutoCloseable {
  private final JobContext context;

  /** Takes what is temporary. */
  private final Path parent;

  /** Takes the table of records that an ingest refuses. */
  private final Path refused;

  private StagedDirectory scratch;

  private InputData(JobContext context, Path parent, Path refused) {
    this.context = context;
    this.parent = parent;
    this.refused = refused;
  }

  /**
   * For a job that makes a directory.
   *
   * @param output that will appear as a whole
   */
  public static InputData beside(Path output, JobContext context) {
    return new InputData(context, output.getParent(), output.suffix("-quarantine"));
  }

  /**
   * For a job that fills a new directory, of which nothing stays if the data are refused.
   *
   * @param directory that the job makes
   */
  public static InputData insideNew(Path directory, JobContext context) {
    return new InputData(context, directory, directory.suffix("-quarantine"));
  }

  /**
   * For a job that writes into a directory.
   *
   * @param directory that may be all that the job can write to
   */
  public static InputData inside(Path directory, JobContext context) {
    return new InputData(context, directory, new Path(directory, "quarantine"));
  }

  /**
   * The path to read, of IDX files or whatever else the user gave.
   *
   * @param given null for the bundled data
   */
  public Path path(String given) {
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
  public IngestedData records(String given) throws Exception {
    Path path = path(given);
    return IngestedData.isIngested(path, context.hadoop())
        ? IngestedData.open(context.spark(), path)
        : ingest(given, path, new Path(scratch(), "ingested"));
  }

  /**
   * The records of IDX files, ingested into a directory that stays.
   *
   * @param given null for the bundled data
   * @param target a new directory
   * @throws mnist.InvalidInputException if they can't be
   */
  public IngestedData ingest(String given, Path target) throws Exception {
    return ingest(given, path(given), target);
  }

  private IngestedData ingest(String given, Path path, Path target) throws Exception {
    return context.step(
        "ingest " + describe(given),
        () ->
            Ingest.run(
                context.spark(),
                List.of(path.toString()),
                target,
                // What is temporary goes; what an error message names stays.
                refused,
                StageSettings.ingest(context.settings())));
  }

  /** The user's path, or a name for the bundled data. */
  public static String describe(String given) {
    return given == null ? Recipe.BUNDLED : given;
  }

  private Path scratch() {
    if (scratch == null) {
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
