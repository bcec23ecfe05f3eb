package mnist.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What memory processes of this machine have taken. */
public final class Memory {

  private Memory() {}

  /**
   * The most that this process had resident at once, in MiB; null where the system doesn't tell.
   */
  public static Double peakResidentMib() {
    return peakResidentMib("self").orElse(null);
  }

  /**
   * The most that a process has had resident at once, in MiB; empty where the system doesn't tell,
   * or the process has ended.
   *
   * @param process its number
   */
  public static Optional<Double> peakResidentMib(String process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", process, "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
