package mnist.jobs.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.files.Causes;
import org.apache.spark.SparkConf;

/**
 * Whether native libraries can be unpacked and loaded in Java's directory for temporary files, as
 * Spark's (Snappy, Zstandard) and ours (ND4J, ONNX Runtime, JNA) all are.
 */
final class TemporaryDirectory {
  static final String CHECK = "temporary files";

  private static final String PROPERTY = "java.io.tmpdir";

  private TemporaryDirectory() {}

  /** What is wrong in this process; null if nothing is. */
  static String fault() {
    return fault(Path.of(System.getProperty(PROPERTY)));
  }

  static String fault(Path directory) {
    Path probe = null;
    try {
      probe = Files.createTempFile(directory, "doctor", "");
      // On a file system mounted noexec, no file counts as executable, whatever its mode.
      boolean set = probe.toFile().setExecutable(true);
      return set && Files.isExecutable(probe)
          ? null
          : "programs can't run from " + directory + ", which may be mounted noexec";
    } catch (IOException e) {
      return "can't write " + directory + ": " + Causes.innermost(e);
    } finally {
      delete(probe);
    }
  }

  private static void delete(Path probe) {
    try {
      if (probe != null) {
        Files.delete(probe);
      }
    } catch (IOException e) {
      // An empty file stays.
    }
  }

  /**
   * @param driver whether the process is the driver
   * @param fault as {@link #fault} gives it
   */
  static Finding check(String where, boolean driver, String fault, SparkConf conf) {
    return fault == null
        ? Finding.ok(CHECK, where, "native libraries can be unpacked")
        : Finding.fault(
            CHECK,
            where,
            fault,
            "make a directory on a file system mounted exec, and add "
                + JavaOptions.flag(driver, conf, "-D" + PROPERTY + "=DIRECTORY"));
  }
}
