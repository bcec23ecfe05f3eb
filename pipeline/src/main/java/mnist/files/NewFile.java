package mnist.files;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** A file that is written once, by a writer of its own. */
public final class NewFile {

  private NewFile() {}

  /**
   * Creates a file and missing parents. On the local file system it gets no checksum sidecar, which
   * would make Hadoop call the file corrupt after any other tool had replaced it.
   *
   * @throws IOException if the file exists or can't be created
   */
  public static OutputStream create(Path file, Configuration conf) throws IOException {
    FileSystem files = file.getFileSystem(conf);
    FileSystem plain = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    return plain.create(file, false);
  }
}
