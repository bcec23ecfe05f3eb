package mnist.jobs.options;

import java.util.Optional;
import mnist.jobs.runner.JobContext;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
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

  /**
   * The same for a run that goes on: of a store that the user names, the version that the run began
   * with, whichever is the champion by now.
   *
   * @param begunWith that version's directory; empty for a run that begins
   * @throws mnist.InvalidInputException if there is none
   */
  public StoredVersion version(JobContext context, Optional<Path> begunWith) {
    if (begunWith.isPresent()) {
      ModelStore store = ModelStore.at(context.path(path), context.hadoop());
      String name = begunWith.get().getName();
      if (store.isThere() && begunWith.get().getParent().getParent().equals(store.path())) {
        return store.version(name);
      }
    }
    return version(context);
  }
}
