package mnist.blocks;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.apache.spark.SparkEnv;

/** Files on the local disk that are gone when the JVM is, however it ends. */
final class ScratchFile {

  private ScratchFile() {}

  /** A new one, empty. Closing it deletes it. */
  static RandomAccessFile open() throws IOException {
    File place = place();
    // Unlike a channel, it stays open when Spark interrupts a task that reads.
    RandomAccessFile file = new RandomAccessFile(place, "rw");
    // What is open loses its name at once, and its content with the process. Not on Windows.
    if (!place.delete()) {
      place.deleteOnExit();
    }
    return file;
  }

  /** Where Spark's shuffles lie, too: spark.local.dir, or the disks that the cluster gives. */
  private static File place() throws IOException {
    SparkEnv spark = SparkEnv.get();
    return spark == null
        ? File.createTempFile("blocks", null)
        : spark.blockManager().diskBlockManager().createTempLocalBlock()._2();
  }
}
