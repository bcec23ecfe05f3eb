package mnist.jobs.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mnist.jobs.runner.Shell;
import mnist.report.Recipe;

/**
 * The data that the user asks for.
 *
 * @param path as the user wrote it; empty for the bundled MNIST
 * @param options that say how to read them, words of a command
 */
public record DataLocation(Optional<String> path, List<String> options) {

  /** The MNIST that the jar carries. */
  public static final DataLocation BUNDLED = new DataLocation(Optional.empty(), List.of());

  public DataLocation {
    options = List.copyOf(options);
  }

  /**
   * A command for people, on the same data, read in the same way.
   *
   * @param option that takes the data's path
   * @param arguments the job's name and its other options, as of {@link Shell#submit}
   */
  public String submit(String option, Object... arguments) {
    List<Object> words = new ArrayList<>(List.of(arguments));
    path.ifPresent(given -> words.addAll(List.of(option, given)));
    words.addAll(options);
    return Shell.submit(words.toArray());
  }

  /** What to call the data in messages and records: the user's path, or a name of the bundled. */
  public String name() {
    return path.orElse(Recipe.BUNDLED);
  }
}
