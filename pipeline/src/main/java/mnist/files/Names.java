package mnist.files;

import org.apache.hadoop.fs.Path;

/**
 * Paths whose last name comes from a user, such as the time of a run, {@code 2024-06-01T02:30:00}:
 * Hadoop takes what stands before a colon for a URI's scheme.
 */
public final class Names {

  private Names() {}

  /** What is called {@code name} in {@code directory}. */
  public static Path in(Path directory, String name) {
    return new Path(directory, new Path(null, null, name));
  }

  /** The path beside {@code path} whose name is longer by {@code suffix}. */
  public static Path suffixed(Path path, String suffix) {
    return in(path.getParent(), path.getName() + suffix);
  }
}
