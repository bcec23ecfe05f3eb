package mnist.jobs.doctor;

import java.io.Serializable;
import java.util.List;
import mnist.Failure;

/**
 * What a process of a run reports about itself.
 *
 * @param name "driver" or "executor 0"
 * @param host its machine
 * @param java its version
 * @param closedPackages of java.base that Spark reflects into but that are closed
 * @param processors available to it on its machine or in its container
 * @param localFault why a directory of spark.local.dir can't be written; null if all can
 * @param temporaryFault why native libraries can't be unpacked; null if they can
 */
record ProcessFacts(
    String name,
    String host,
    String java,
    List<String> closedPackages,
    int processors,
    Memory memory,
    Natives natives,
    Paths paths,
    String localFault,
    String temporaryFault)
    implements Serializable {
  static final String DRIVER = "driver";

  /** Precedes an executor's id. */
  static final String EXECUTOR = "executor ";

  /**
   * In MiB.
   *
   * @param machine total of the machine or the container
   * @param heap the JVM's largest heap
   * @param limit the size of the process at which JavaCPP refuses more arrays; 0 for none
   */
  record Memory(long machine, long heap, long limit) implements Serializable {}

  /**
   * @param platform as JavaCPP names it, such as linux-x86_64
   * @param builds of ND4J on the class path for that platform, by extension: "", "-onednn-avx2"
   * @param processor its model
   * @param missing features of the processor that the builds need
   * @param kernels why the run's instruction set isn't available there; null if it is
   * @param fault why the library didn't load; null if it did
   */
  record Natives(
      String platform,
      List<String> builds,
      String processor,
      List<String> missing,
      String kernels,
      String fault)
      implements Serializable {}

  /**
   * @param writeFault why the process can't write the run's output; null if it can
   * @param readFault why it can't read the run's data; null if it can
   */
  record Paths(Failure writeFault, Failure readFault) implements Serializable {}

  boolean isDriver() {
    return name.equals(DRIVER);
  }

  /** Name of the file that a process leaves in the run's output. */
  String fileName() {
    return fileName(name);
  }

  static String fileName(String process) {
    return process.replace(' ', '-');
  }

  /** The process in tables. */
  String where() {
    return isDriver() ? name : name + " on " + host;
  }
}
