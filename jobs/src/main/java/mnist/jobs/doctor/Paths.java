package mnist.jobs.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mnist.Failure;
import org.apache.hadoop.fs.Path;

/** Whether all processes can write the run's output and read its data. */
final class Paths {
  static final String OUTPUT = "output";
  static final String DATA = "data";
  static final String LOCAL = "spark.local.dir";

  private static final String SHARED =
      "give a path that all processes reach: hdfs://, s3a://, or a directory mounted everywhere";

  private Paths() {}

  /**
   * @param directory that all must be able to write to
   * @param seen names of the files that processes left there and the driver sees; null if they were
   *     to leave none
   * @param data that all must be able to read; null for none
   */
  static List<Finding> check(ProcessFacts process, Path directory, Set<String> seen, Path data) {
    List<Finding> findings = new ArrayList<>();
    if (seen != null) {
      findings.add(output(process, directory, seen));
    }
    if (data != null) {
      Failure fault = process.paths().readFault();
      findings.add(
          fault == null
              ? Finding.ok(DATA, process.where(), "reads " + data)
              : Finding.of(
                  fault, DATA, process.where(), process.isDriver() ? "give other --data" : SHARED));
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

  /** What keeps the driver from writing. */
  static Finding unwritable(Failure failure) {
    return Finding.of(failure, OUTPUT, ProcessFacts.DRIVER, failure.remedy().orElse(""));
  }

  private static Finding output(ProcessFacts process, Path directory, Set<String> seen) {
    Failure fault = process.paths().writeFault();
    if (fault != null) {
      return Finding.of(fault, OUTPUT, process.where(), SHARED);
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
