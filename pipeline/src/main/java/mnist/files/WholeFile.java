package mnist.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A new file of text that appears complete or not at all. */
public final class WholeFile {

  private WholeFile() {}

  /**
   * Writes the text as UTF-8 unless there is such a file; of several processes, one writes. The
   * directory is made if missing.
   *
   * @return false if the file exists; it is left as it is
   * @throws mnist.Failure if the file can't be written
   */
  public static boolean writeIfAbsent(Path file, String text, Configuration conf) {
    try {
      FileSystem files = file.getFileSystem(conf);
      if (files.exists(file)) {
        return false;
      }
      Path staging = new Path(file.getParent(), "." + file.getName() + ".tmp-" + UUID.randomUUID());
      try {
        try (OutputStream out = NewFile.create(staging, conf)) {
          out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return NoOverwriteRename.rename(staging, file, conf);
      } finally {
        files.delete(staging, false);
      }
    } catch (IOException e) {
      throw StorageFailure.of("Cannot write " + file, "choose a place that can be written", e);
    }
  }
}
