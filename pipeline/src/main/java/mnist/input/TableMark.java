package mnist.input;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.Failure;
import mnist.UnavailableException;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A directory whose log says which files are the table's.
 *
 * @param directory the table's
 * @param kind as {@link Form#label}, or another such as hudi
 */
record TableMark(Path directory, String kind) {

  private static final List<String> LOGS = List.of("_delta_log", "metadata", ".hoodie");

  /** The table that a directory is the log of; empty if it is none. */
  static Optional<TableMark> of(Path log, FileSystem files) throws IOException {
    Path table = log.getParent();
    return switch (log.getName()) {
      case "_delta_log" -> Optional.of(new TableMark(table, Form.DELTA.label()));
      case ".hoodie" -> Optional.of(new TableMark(table, "hudi"));
      case "metadata" ->
          Stream.of(files.listStatus(log))
                  .anyMatch(file -> file.getPath().getName().endsWith(".metadata.json"))
              ? Optional.of(new TableMark(table, Form.ICEBERG.label()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * The table that a directory or one above it is; empty if none is, as far as the user may look.
   *
   * @throws UnavailableException if the storage fails
   */
  static Optional<TableMark> around(Path directory, Configuration conf) throws IOException {
    FileSystem files = directory.getFileSystem(conf);
    for (Path above = directory; above != null; above = above.getParent()) {
      for (String inside : LOGS) {
        try {
          Path log = new Path(above, inside);
          Optional<TableMark> table = files.exists(log) ? of(log, files) : Optional.empty();
          if (table.isPresent()) {
            return table;
          }
        } catch (IOException e) {
          Failure failure = StorageFailure.of("Cannot read " + above, Listing.WHAT_TO_GIVE, e);
          if (failure instanceof UnavailableException) {
            throw failure;
          }
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
