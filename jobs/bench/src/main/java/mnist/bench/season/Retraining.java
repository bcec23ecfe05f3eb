package mnist.bench.season;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.UnavailableException;
import mnist.bench.processes.ExitCode;
import mnist.files.JsonFiles;
import mnist.jobs.Main;

/**
 * What the job {@code retrain} told.
 *
 * @param result as {@code result.json} has it
 */
record Retraining(int code, Map<String, Object> result) {

  /**
   * Runs the job as a user does, but in this process.
   *
   * @throws UnavailableException if it fails by anything but an examination that refuses
   */
  static Retraining run(List<String> options) {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    List<String> arguments = new ArrayList<>(List.of("retrain"));
    arguments.addAll(options);
    int code =
        Main.run(
            arguments.toArray(String[]::new),
            new PrintStream(results, true, StandardCharsets.UTF_8),
            System.err);
    @SuppressWarnings("unchecked")
    Map<String, Object> result =
        JsonFiles.fromText(results.toString(StandardCharsets.UTF_8), Map.class);
    Retraining retraining = new Retraining(code, result);
    if (code != ExitCode.DONE && retraining.refusing().isEmpty()) {
      throw new UnavailableException(
          "A retraining ended with exit code %d: %s".formatted(code, result.get("problem")),
          "see to that, and give the same command again, which goes on");
    }
    return retraining;
  }

  /** Names of the findings that refused the delivery; empty if none did. */
  @SuppressWarnings("unchecked")
  List<String> refusing() {
    return (List<String>) result.getOrDefault("refusing", List.of());
  }

  /** The version that was trained or judged; null for none. */
  String version() {
    return (String) result.get("version");
  }

  String outcome() {
    return (String) result.get("outcome");
  }
}
