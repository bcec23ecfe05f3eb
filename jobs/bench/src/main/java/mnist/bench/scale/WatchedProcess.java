package mnist.bench.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mnist.UnavailableException;
import mnist.bench.machine.Memory;

/**
 * A command that was run to its end.
 *
 * @param seconds that it took
 * @param peakMib the most that each Java process of it had resident at once, largest first; MiB
 */
record WatchedProcess(double seconds, List<Double> peakMib) {

  /** Well below what a training's memory changes in. */
  private static final int INTERVAL_MILLIS = 200;

  /** Launchers and shells. */
  private static final double SMALL_MIB = 100;

  /**
   * Runs a command, its output going to a file.
   *
   * @throws UnavailableException if it fails
   */
  static WatchedProcess run(List<String> command, Path log)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    Map<Long, Double> peaks = new HashMap<>();
    while (!process.waitFor(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
      Stream.concat(Stream.of(process.toHandle()), process.descendants())
          .forEach(
              running ->
                  Memory.peakResidentMib(String.valueOf(running.pid()))
                      .ifPresent(mib -> peaks.merge(running.pid(), mib, Math::max)));
    }
    if (process.exitValue() != 0) {
      throw new UnavailableException(
          "Cannot measure: a job ended with exit code " + process.exitValue(), "see " + log);
    }
    return new WatchedProcess(
        (System.nanoTime() - began) / 1e9,
        peaks.values().stream()
            .filter(mib -> mib > SMALL_MIB)
            .sorted((one, other) -> Double.compare(other, one))
            .toList());
  }
}
