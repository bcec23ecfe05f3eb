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
 */
record ListedFile(Path base, String name, long length) {

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
