package mnist.jobs.data;

import java.util.Optional;
import mnist.report.Recipe;

/**
 * The data that the user asks for.
 *
 * @param path as the user wrote it; empty for the bundled MNIST
 */
public record DataLocation(Optional<String> path) {

  /** The MNIST that the jar carries. */
  public static final DataLocation BUNDLED = new DataLocation(Optional.empty());

  /** What to call the data in messages and records: the user's path, or a name of the bundled. */
  public String name() {
    return path.orElse(Recipe.BUNDLED);
  }
}
