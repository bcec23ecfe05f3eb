package mnist.jobs.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mnist.files.StorageFailure;
import org.apache.spark.SparkConf;

/** Where the driver's Spark keeps what doesn't fit into memory. */
final class LocalDirectories {

  private LocalDirectories() {}

  /**
   * Looks whether the driver can write into one of them at least. Where it can't, Spark ends the
   * process, with an exit code of its own and no word of what to do.
   *
   * @param environment the driver's
   * @throws mnist.Failure if it can write into none
   */
  static void require(SparkConf conf, Map<String, String> environment) {
    // As Spark looks for them: YARN's in its containers, a cluster manager's, the user's.
    String directories =
        environment.containsKey("CONTAINER_ID") && environment.containsKey("LOCAL_DIRS")
            ? environment.get("LOCAL_DIRS")
            : environment.getOrDefault(
                "SPARK_LOCAL_DIRS",
                conf.get("spark.local.dir", System.getProperty("java.io.tmpdir")));
    IOException failed = null;
    for (String directory : directories.split(",")) {
      try {
        Files.delete(Files.createTempDirectory(Files.createDirectories(Path.of(directory)), "job"));
        return;
      } catch (IOException e) {
        failed = e;
      }
    }
    throw StorageFailure.of(
        "Cannot start Spark: it can't write into " + directories,
        "give --conf spark.local.dir=DIRECTORY with one that can be written (the environment's"
            + " SPARK_LOCAL_DIRS goes before it)",
        failed);
  }
}
