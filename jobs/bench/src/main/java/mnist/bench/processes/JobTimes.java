package mnist.bench.processes;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * When a job that was run to its end said what, counted from its command.
 *
 * @param lines in order
 * @param seconds that it took in all
 */
record JobTimes(List<Line> lines, double seconds) {

  /**
   * What was printed, to standard output or standard error.
   *
   * @param after the command; seconds
   */
  record Line(String text, double after) {}

  /**
   * Runs a job.
   *
   * @param log that takes what it prints
   * @throws Processes.FailedProcess if its exit code isn't 0
   */
  static JobTimes run(List<String> command, Path log) throws IOException, Processes.FailedProcess {
    List<Line> lines = new ArrayList<>();
    long began = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (BufferedReader said =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        BufferedWriter kept = Files.newBufferedWriter(log)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        lines.add(new Line(line, since(began)));
        kept.write(line);
        kept.newLine();
      }
      int code = process.waitFor();
      if (code != 0) {
        throw new Processes.FailedProcess("exit code " + code + ", see " + log.getFileName());
      }
      return new JobTimes(lines, since(began));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static double since(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  /**
   * Seconds from the command to the first line that has this in it.
   *
   * @param pattern a regular expression
   */
  double until(String pattern) {
    return lines.stream()
        .filter(line -> line.text().matches(".*(" + pattern + ").*"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no line has " + pattern))
        .after();
  }
}
