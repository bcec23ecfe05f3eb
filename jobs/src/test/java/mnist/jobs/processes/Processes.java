package mnist.jobs.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mnist.testing.Deadline;

/** Runs programs, for tests of what users start. */
final class Processes {

  private Processes() {}

  /**
   * What a program left.
   *
   * @param code its exit code
   */
  record Ended(int code, String output, String errors) {}

  /**
   * Runs a program to its end.
   *
   * @param directory to start in; takes the files that catch its output
   * @param environment added to this process's; a variable is removed by an empty value
   */
  static Ended run(Path directory, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "output", ".txt");
    Path errors = Files.createTempFile(directory, "errors", ".txt");
    Process process =
        Deadline.start(
            builder(directory, environment, command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile()),
            Deadline.OF_A_PROGRAM);
    process.getOutputStream().close();
    return new Ended(
        process.waitFor(),
        Files.readString(output, StandardCharsets.UTF_8),
        Files.readString(errors, StandardCharsets.UTF_8));
  }

  /** Starts a program that the caller follows; the parameters are those of {@link #run}. */
  static Running start(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    Path output = Files.createTempFile(directory, "output", ".txt");
    Process process =
        Deadline.start(
            builder(directory, environment, command).redirectOutput(output.toFile()),
            Deadline.OF_A_PROGRAM);
    process.getOutputStream().close();
    return new Running(process, output);
  }

  private static ProcessBuilder builder(
      Path directory, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    environment.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    return builder;
  }
}
