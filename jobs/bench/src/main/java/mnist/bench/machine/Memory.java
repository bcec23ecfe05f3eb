package mnist.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What memory this process has taken. */
public final class Memory {

  private static final Path STATUS = Path.of("/proc/self/status");

  private Memory() {}

  /** The most that was resident at once, in MiB; null where the system doesn't tell. */
  public static Double peakResidentMib() {
    if (!Files.isReadable(STATUS)) {
      return null;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      Optional<Double> peak =
          lines
              .filter(line -> line.startsWith("VmHWM:"))
              .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
              .findFirst();
      return peak.orElse(null);
    } catch (IOException e) {
      return null;
    }
  }
}
