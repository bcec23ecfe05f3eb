package mnist.jobs.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * MNIST as the jar carries it: IDX files, packed, with who wrote each training digit. See {@code
 * mnist/data/SOURCE.md}.
 */
public final class BundledData {
  private static final String PACKED = ".gz";

  private static final int BUFFER_BYTES = 64 << 10;

  static final List<String> FILES =
      List.of(
          "train-images-idx3-ubyte.gz",
          "train-labels-idx1-ubyte.gz",
          "train-groups-idx1-int.gz",
          "t10k-images-idx3-ubyte.gz",
          "t10k-labels-idx1-ubyte.gz");

  private BundledData() {}

  /**
   * Unpacks the files into a new directory, so that executors can read them, each a part: what is
   * packed has to be read from its beginning.
   *
   * @param directory on a file system that the executors share; made if missing
   * @throws mnist.InvalidInputException if it can't be written
   * @throws mnist.UnavailableException if the storage fails
   */
  public static void stage(Path directory, Configuration conf) {
    try {
      FileSystem files = directory.getFileSystem(conf);
      for (String name : FILES) {
        Path unpacked = new Path(directory, name.substring(0, name.length() - PACKED.length()));
        try (InputStream in = new GZIPInputStream(open(name), BUFFER_BYTES);
            OutputStream out = files.create(unpacked, false)) {
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
