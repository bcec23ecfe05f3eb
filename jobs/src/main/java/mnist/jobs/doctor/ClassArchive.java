package mnist.jobs.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether the driver's Java has mapped the archive of classes that the launcher gave it. Java does
 * without one that doesn't fit, and says nothing.
 */
final class ClassArchive {
  static final String CHECK = "class archive";

  private static final String OPTION = "-XX:SharedArchiveFile=";

  /** What a process has mapped, a line for each; of Linux. */
  private static final Path MAPS = Path.of("/proc/self/maps");

  /** From here on Java's references are wider than in the archive. */
  private static final long WIDE_HEAP_BYTES = 32L << 30;

  private ClassArchive() {}

  /** Of this process; empty if it was given none, or if the system doesn't tell. */
  static Optional<Finding> check() throws IOException {
    return Files.isReadable(MAPS)
        ? check(
            ManagementFactory.getRuntimeMXBean().getInputArguments(),
            Files.readAllLines(MAPS),
            Long.parseLong(
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption("MaxHeapSize")
                    .getValue()))
        : Optional.empty();
  }

  /**
   * @param options of Java
   * @param maps lines that end with the path of what is mapped
   * @param heap the largest, bytes
   */
  static Optional<Finding> check(List<String> options, List<String> maps, long heap) {
    return options.stream()
        .filter(option -> option.startsWith(OPTION))
        // Of several, Java takes the last.
        .reduce((before, last) -> last)
        .map(option -> option.substring(OPTION.length()))
        .map(file -> finding(file, maps.stream().anyMatch(line -> line.endsWith(file)), heap));
  }

  private static Finding finding(String file, boolean isMapped, long heap) {
    if (isMapped) {
      return Finding.ok(CHECK, ProcessFacts.DRIVER, "mapped");
    }
    if (heap >= WIDE_HEAP_BYTES) {
      return Finding.ok(CHECK, ProcessFacts.DRIVER, "none fits a heap of 32 GiB or more");
    }
    return Finding.warning(
        CHECK,
        ProcessFacts.DRIVER,
        file + " doesn't fit this Java, its options or its jars: starting takes longer",
        "leave out Java options that change how objects lie in memory, or delete the file, and the"
            + " launcher makes another");
  }
}
