package mnist.input;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import mnist.testing.WatchedFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The local file system under the scheme {@code backwards}, which lists names from the last. */
public final class BackwardsFileSystem extends WatchedFileSystem {

  static final String SCHEME = "backwards";

  static void registerIn(SparkSession spark) {
    add(SCHEME, BackwardsFileSystem.class, spark.sparkContext().hadoopConfiguration());
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    FileStatus[] entries = super.listStatus(path);
    Arrays.sort(entries, Collections.reverseOrder(Comparator.comparing(FileStatus::getPath)));
    return entries;
  }
}
