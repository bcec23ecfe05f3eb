package mnist.jobs.options;

import mnist.jobs.runner.JobContext;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import picocli.CommandLine.Option;

/** The model of a job that applies one. */
public final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "PATH",
      required = true,
      description = "A version's directory, or a store for its champion (no default).")
  private String path;

  /**
   * The version that the user names.
   *
   * @throws mnist.InvalidInputException if there is none
   */
  public StoredVersion version(JobContext context) {
    return ModelStore.resolve(path, context.hadoop());
  }
}
