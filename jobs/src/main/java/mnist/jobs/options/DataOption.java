package mnist.jobs.options;

import picocli.CommandLine.Option;

/** The data set of a job that takes one by splits. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "An ingested directory, or IDX files as for ingest (default: the bundled MNIST).")
  public String path;
}
