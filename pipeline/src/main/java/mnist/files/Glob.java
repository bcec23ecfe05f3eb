package mnist.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;

/** Paths that may be glob patterns. */
public final class Glob {

  private Glob() {}

  /**
   * What a user's path means. One that exists is taken literally, so that a name may hold glob
   * metacharacters.
   *
   * @return files and directories; empty if there are none
   * @throws IOException if the file system can't be asked
   */
  public static List<FileStatus> find(Path path, Configuration conf) throws IOException {
    FileSystem files = path.getFileSystem(conf);
    try {
      return List.of(files.getFileStatus(path));
    } catch (FileNotFoundException e) {
      FileStatus[] matches = matches(files, path);
      return matches == null ? List.of() : List.of(matches);
    }
  }

  private static FileStatus[] matches(FileSystem files, Path pattern) throws IOException {
    try {
      return files.globStatus(pattern);
    } catch (IllegalArgumentException e) {
      // Hadoop's globs fail at a colon in any name beside, such as Windows' x:Zone.Identifier.
      return files.listStatus(pattern.getParent(), new GlobFilter(pattern.getName()));
    }
  }

  /**
   * A pattern that matches this path alone, for Spark's readers, which take each path for a
   * pattern: the metacharacters <code>{}[]*?\</code> are escaped.
   */
  public static String literal(Path path) {
    return path.toString().replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
  }
}
