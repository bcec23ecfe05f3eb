package mnist.jobs.options;

import java.util.Optional;
import mnist.jobs.data.DataLocation;
import picocli.CommandLine.Option;

/** The data set of a job that takes one by splits. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "An ingested directory, or IDX files as for ingest (default: the bundled MNIST).")
  private String path;

  public DataLocation location() {
    return new DataLocation(Optional.ofNullable(path));
  }
}
