package mnist.files;

import org.apache.hadoop.fs.Path;

/** Paths for readers of Spark's, which take them as patterns. */
public final class LiteralPath {

  private LiteralPath() {}

  /**
   * A pattern that means one path, whatever its name holds: the signs of a glob (<code>
   * {}[]*?\</code>) are escaped, as Hadoop's {@code FileSystem.globStatus} reads them.
   */
  public static String of(Path path) {
    return path.toString().replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
  }
}
