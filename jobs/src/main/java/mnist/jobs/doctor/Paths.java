package mnist.jobs.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/** Whether processes write and read where the run does. */
final class Paths {
  static final String OUTPUT = "output";
  static final String DATA = "data";
  static final String LOCAL = "spark.local.dir";

  private static final String SHARED =
      "give a path that all processes reach: hdfs://, s3a://, or a directory mounted everywhere";

  private Paths() {}

  /**
   * @param directory that all have to write to
   * @param seen names of the files that processes left there and the driver sees; null if none were
   *     to
   * @param data that all have to read; null for none
   */
  static List<Finding> check(ProcessFacts process, Path directory, Set<String> seen, Path data) {
    List<Finding> findings = new ArrayList<>();
    if (seen != null) {
      findings.add(output(process, directory, seen));
    }
    if (data != null) {
      String fault = process.paths().readFault();
      findings.add(
          fault == null
              ? Finding.ok(DATA, process.where(), "reads " + data)
              : Finding.fault(
                  DATA, process.where(), fault, process.isDriver() ? "give other --data" : SHARED));
    }
    if (process.localFault() != null) {
      findings.add(
          Finding.fault(
              LOCAL,
              process.where(),
              process.localFault(),
              "add --conf spark.local.dir=DIRECTORY with one that can be written there"));
    }
    return findings;
  }

  /**
   * @param message what was wrong and, behind the last semicolon, what to do
   */
  static Finding unwritable(String message) {
    int end = message.lastIndexOf("; ");
    return Finding.fault(
        OUTPUT, ProcessFacts.DRIVER, message.substring(0, end), message.substring(end + 2));
  }

  private static Finding output(ProcessFacts process, Path directory, Set<String> seen) {
    String fault = process.paths().writeFault();
    if (fault != null) {
      return Finding.fault(OUTPUT, process.where(), fault, SHARED);
    }
    return seen.contains(process.fileName())
        ? Finding.ok(OUTPUT, process.where(), "writes " + directory)
        : Finding.fault(
            OUTPUT,
            process.where(),
            "writes " + directory + " on a disk of its own, where the driver doesn't see it",
            SHARED);
  }
}
