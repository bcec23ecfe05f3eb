package mnist.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file that is written once, by a writer of its own. */
public final class NewFile {

  private NewFile() {}

  /**
   * Creates a file and missing parents. On the local file system that is done by java.nio: Hadoop's
   * own would add a checksum sidecar, by which it calls the file corrupt after any other tool has
   * replaced it, doesn't say why it can't make a directory, and throws an Error where the disk is
   * full.
   *
   * @throws IOException if the file exists or can't be created
   */
  public static OutputStream create(Path file, Configuration conf) throws IOException {
    FileSystem files = file.getFileSystem(conf);
    Path qualified = files.makeQualified(file);
    if (!LocalFiles.isLocal(qualified)) {
      return files.create(qualified, false);
    }
    java.nio.file.Path local = LocalFiles.local(qualified);
    Files.createDirectories(local.getParent());
    return new BufferedOutputStream(
        Files.newOutputStream(local, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }
}
