package mnist.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A job that was run as its command is, in the tests' own process.
 *
 * @param code the exit code
 * @param result the line on standard output
 * @param errors all else that it wrote
 */
record Ended(int code, JsonNode result, String errors) {

  /**
   * @param job its name and options
   */
  static Ended of(String... job) throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        Main.run(
            job,
            new PrintStream(result, true, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8));
    return new Ended(
        code,
        new ObjectMapper().readTree(result.toString(StandardCharsets.UTF_8)),
        errors.toString(StandardCharsets.UTF_8));
  }

  /** The line that tells people of a failure. */
  String error() {
    return errors.lines().filter(line -> line.startsWith("error: ")).findFirst().orElseThrow();
  }

  String lastLine() {
    List<String> lines = errors.lines().toList();
    return lines.get(lines.size() - 1);
  }
}
