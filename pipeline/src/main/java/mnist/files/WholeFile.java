package mnist.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** A file of text that appears complete or not at all. */
public final class WholeFile {

  private WholeFile() {}

  /** How a file that has been written gets its name. */
  private interface Rename {
    boolean rename(Path staging, Path file) throws IOException;
  }

  /**
   * Writes the text as UTF-8 unless there is such a file; of several processes, one writes. The
   * directory is made if missing.
   *
   * @return false if the file exists; it is left as it is
   * @throws mnist.Failure if the file can't be written
   */
  public static boolean writeIfAbsent(Path file, String text, Configuration conf) {
    try {
      return !file.getFileSystem(conf).exists(file)
          && write(file, text, conf, (from, to) -> NoOverwriteRename.rename(from, to, conf));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /**
   * Writes the text as UTF-8, in the place of the file that may be there. For what can be made
   * again: of several processes, the last one's text stays. Where a rename is one step, readers see
   * the old file or the new one. The directory is made if missing.
   *
   * @throws mnist.Failure if the file can't be written
   */
  public static void replace(Path file, String text, Configuration conf) {
    try {
      Path qualified = file.getFileSystem(conf).makeQualified(file);
      write(qualified, text, conf, (from, to) -> renameOver(from, to, conf));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private static boolean renameOver(Path staging, Path file, Configuration conf)
      throws IOException {
    if (LocalFiles.isLocal(file)) {
      // Hadoop's own would delete the file first, which others would miss meanwhile.
      java.nio.file.Path target = LocalFiles.local(file);
      Files.deleteIfExists(LocalFiles.checksum(target));
      Files.move(LocalFiles.local(staging), target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      FileContext.getFileContext(file.toUri(), conf)
          .rename(staging, file, Options.Rename.OVERWRITE);
    }
    return true;
  }

  private static boolean write(Path file, String text, Configuration conf, Rename last)
      throws IOException {
    FileSystem files = file.getFileSystem(conf);
    Path staging = new Path(file.getParent(), "." + file.getName() + ".tmp-" + UUID.randomUUID());
    try {
      try (OutputStream out = NewFile.create(staging, conf)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      return last.rename(staging, file);
    } finally {
      files.delete(staging, false);
    }
  }

  private static RuntimeException cannotWrite(Path file, IOException e) {
    return StorageFailure.of("Cannot write " + file, "choose a place that can be written", e);
  }
}
