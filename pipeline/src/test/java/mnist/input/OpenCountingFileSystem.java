package mnist.input;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mnist.testing.WatchedFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The local file system under the scheme {@code counted}, which remembers what was opened. */
public final class OpenCountingFileSystem extends WatchedFileSystem {

  private static final Queue<String> OPENED = new ConcurrentLinkedQueue<>();

  static void registerIn(SparkSession spark) {
    add("counted", OpenCountingFileSystem.class, spark.sparkContext().hadoopConfiguration());
  }

  static String path(java.nio.file.Path localFile) {
    return path("counted", localFile).toString();
  }

  /** Names of the files opened since the last call, in order of name. */
  static List<String> takeOpened() {
    List<String> opened = OPENED.stream().sorted().toList();
    OPENED.clear();
    return opened;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    OPENED.add(path.getName());
    return super.open(path, bufferSize);
  }
}
