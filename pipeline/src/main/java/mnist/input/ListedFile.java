package mnist.input;

import java.util.Locale;
import org.apache.hadoop.fs.Path;

/**
 * A file of an input.
 *
 * @param base the directory that the user named, or that holds the file or pattern they named,
 *     qualified
 * @param name path from there
 * @param length bytes
 * @param modified when it was written last, milliseconds since 1970; 0 where it isn't known
 */
record ListedFile(Path base, String name, long length, long modified) {

  /** Of which nothing but the name is known. */
  ListedFile(Path base, String name) {
    this(base, name, 0, 0);
  }

  Path path() {
    return new Path(base, new Path(null, null, name));
  }

  /** Lower-case, without the dot; empty if there is none. */
  String extension() {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return dot < 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
