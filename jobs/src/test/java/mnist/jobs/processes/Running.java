package mnist.jobs.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mnist.jobs.processes.Processes.Ended;

/** A program that a test follows by what it writes to standard error, and may kill. */
final class Running implements AutoCloseable {
  private final Process process;
  private final Path output;
  private final BufferedReader reader;
  private final StringBuilder errors = new StringBuilder();
  private int awaited;

  /**
   * @param process with standard output going to a file and standard error to us
   */
  Running(Process process, Path output) {
    this.process = process;
    this.output = output;
    this.reader =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
  }

  /** Waits until it has written this to standard error, after what was waited for before. */
  void awaitError(String text) throws IOException {
    while (errors.indexOf(text, awaited) < 0) {
      int next = reader.read();
      if (next < 0) {
        throw new IOException("ended without writing '" + text + "', but " + errors);
      }
      errors.append((char) next);
    }
    awaited = errors.indexOf(text, awaited) + text.length();
  }

  /** What it writes to standard error up to the line's end. */
  String awaitLine() throws IOException {
    int from = awaited;
    awaitError("\n");
    return errors.substring(from, awaited - 1).trim();
  }

  /**
   * The processes that it has started with this in their command line, and those that they have.
   */
  List<ProcessHandle> descendants(String command) {
    return process
        .descendants()
        .filter(
            child -> child.info().commandLine().or(() -> Optional.of("")).get().contains(command))
        .toList();
  }

  /** What its threads do, as a Java program. */
  String threads() throws IOException {
    String jstack = Path.of(System.getProperty("java.home"), "bin", "jstack").toString();
    Process stacks = new ProcessBuilder(jstack, String.valueOf(process.pid())).start();
    return new String(stacks.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** As Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    signal("INT");
  }

  /**
   * Sends a signal.
   *
   * @param name such as STOP
   */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /** By SIGKILL, and what it has started as well. */
  void kill() throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().waitFor();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** Waits for its end. */
  Ended await() throws IOException, InterruptedException {
    for (int next = reader.read(); next >= 0; next = reader.read()) {
      errors.append((char) next);
    }
    return new Ended(process.waitFor(), Files.readString(output), errors.toString());
  }

  /** Kills it if it hasn't ended. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
