package mnist.jobs.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * MNIST as the jar carries it: IDX files, packed, with who wrote each training digit. See {@code
 * mnist/data/SOURCE.md}.
 */
public final class BundledData {
  static final List<String> FILES =
      List.of(
          "train-images-idx3-ubyte.gz",
          "train-labels-idx1-ubyte.gz",
          "train-groups-idx1-int.gz",
          "t10k-images-idx3-ubyte.gz",
          "t10k-labels-idx1-ubyte.gz");

  private BundledData() {}

  /**
   * Copies the files into a new directory, so that executors can read them too.
   *
   * @param directory on a file system that the executors share; made if missing
   * @throws mnist.InvalidInputException if it can't be written
   * @throws mnist.UnavailableException if the storage fails
   */
  public static void stage(Path directory, Configuration conf) {
    try {
      FileSystem files = directory.getFileSystem(conf);
      for (String name : FILES) {
        try (InputStream in = open(name);
            OutputStream out = files.create(new Path(directory, name), false)) {
          in.transferTo(out);
        }
      }
    } catch (IOException e) {
      throw StorageFailure.of(
          "Cannot write the bundled data to " + directory,
          "choose an output in a directory that can be written",
          e);
    }
  }

  /** The bytes of one of the files, as the jar carries them. */
  public static InputStream open(String name) {
    return BundledData.class.getResourceAsStream("/mnist/data/" + name);
  }
}
