package mnist.jobs.options;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mnist.jobs.data.DataLocation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The data set of a job that takes one by splits. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "Images with their classes, as for ingest, or an ingested directory (default: the bundled"
              + " MNIST).")
  private String path;

  @Mixin private final InputOptions input = new InputOptions();

  /** The settings with those that tell how to read the data. */
  public Map<String, Object> with(Map<String, Object> overrides) {
    Map<String, Object> all = new HashMap<>(overrides);
    all.putAll(input.overrides());
    return all;
  }

  public DataLocation location() {
    return new DataLocation(Optional.ofNullable(path), input.words());
  }
}
