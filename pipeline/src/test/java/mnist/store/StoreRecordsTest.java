package mnist.store;

import static mnist.store.DecisionKind.FIRST;
import static mnist.store.DecisionKind.KEPT;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.calibration.Calibration;
import mnist.transform.Normalisation;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no file of a store may say, whoever wrote it. */
class StoreRecordsTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final Account WHO = new Account("ada", "example.org");
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final Map<String, String> FILES = Map.of("network.zip", HASH);
  private static final NetworkSummary NETWORK =
      new NetworkSummary("small", 6, 5, 3, 55, Normalisation.SCALE_ONLY);
  private static final Provenance MADE = new Provenance(Map.of(), "", "", "", "", "");
  private static final TrainingData DATA =
      new TrainingData("f00d", null, null, null, null, Map.of());

  static Stream<Arguments> refused() {
    return Stream.of(
        refused("format_version", () -> manifest(0, "v0001", NOW, HASH, FILES)),
        refused("version", () -> manifest(2, "../v0001", NOW, HASH, FILES)),
        refused("created_at", () -> manifest(2, "v0001", null, HASH, FILES)),
        refused("model_hash", () -> manifest(2, "v0001", NOW, null, FILES)),
        refused("model_hash", () -> manifest(2, "v0001", NOW, HASH.substring(1), FILES)),
        refused("file_hashes of network.zip", () -> manifest(2, "v0001", NOW, HASH, null)),
        refused("file_hashes of network.zip", () -> manifest(2, "v0001", NOW, HASH, Map.of())),
        refused("file_hashes", () -> manifest(2, "v0001", NOW, HASH, with("../x", HASH))),
        refused("file_hashes", () -> manifest(2, "v0001", NOW, HASH, with(".hidden", HASH))),
        refused("file_hashes of x", () -> manifest(2, "v0001", NOW, HASH, with("x", "short"))),
        refused("network", () -> manifest(null, run(1, 1), MADE)),
        refused("training", () -> manifest(NETWORK, null, MADE)),
        refused("provenance", () -> manifest(NETWORK, run(1, 1), null)),
        refused("job", () -> new TrainingRun(null, "", "", 1, null, DATA, null, 1, 1)),
        refused("data", () -> new TrainingRun("train", "", "", 1, null, null, null, 1, 1)),
        refused("best_epoch", () -> run(0, 1)),
        refused("epochs", () -> run(2, 1)),
        refused("fingerprint", () -> new TrainingData(null, "", 1L, 0.1, null, null)),
        refused("architecture", () -> network(null, 6, 5, 3, 55)),
        refused("height", () -> network("small", 0, 5, 3, 55)),
        refused("width", () -> network("small", 6, 0, 3, 55)),
        refused("classes", () -> network("small", 6, 5, 1, 55)),
        refused("parameters", () -> network("small", 6, 5, 3, 0)),
        refused("normalisation", () -> new NetworkSummary("small", 6, 5, 3, 55, null)),
        refused("number", () -> decision(0, KEPT, "v0002", HASH, "v0001", null)),
        refused("kind", () -> decision(1, null, "v0002", HASH, "v0001", null)),
        refused("subject", () -> decision(1, FIRST, null, HASH, "v0001", null)),
        refused("subject", () -> decision(1, FIRST, "d0001", HASH, "v0001", null)),
        refused("manifest_hash", () -> decision(1, KEPT, "v0002", "short", "v0001", null)),
        refused("champion", () -> decision(1, KEPT, "v0002", HASH, "v1", null)),
        refused("champion", () -> decision(1, KEPT, "", HASH, "v\u0660\u0660\u0660\u0661", null)),
        refused("champion", () -> decision(1, KEPT, "v0002", HASH, "v0001/..", null)),
        refused("champion", () -> decision(1, FIRST, "v0001", HASH, "v0002", null)),
        refused("champion", () -> decision(1, FIRST, "v0001", HASH, null, null)),
        refused("previous", () -> decision(1, FIRST, "v0001", HASH, "v0001", HASH)),
        refused("previous", () -> decision(2, FIRST, "v0001", HASH, "v0001", null)),
        refused("previous", () -> decision(2, FIRST, "v0001", HASH, "v0001", "/v0001")),
        refused("who", () -> new Decision(1, KEPT, "", null, null, null, NOW, "", null, null)),
        refused("at", () -> new Decision(1, KEPT, "", null, null, WHO, null, "", null, null)),
        refused("reason", () -> new Decision(1, KEPT, "", null, null, WHO, NOW, null, null, null)),
        refused("user", () -> new Account(null, "")),
        refused("host", () -> new Account("", null)),
        refused("kind", () -> new NewDecision(null, "v0001", "", Map.of())),
        refused("subject", () -> new NewDecision(FIRST, "d0001", "", Map.of())),
        refused("reason", () -> new NewDecision(KEPT, "v0001", null, Map.of())),
        refused("examples", () -> new Calibration(0, 1, 0, 0, List.of(), null)),
        refused("temperature", () -> new Calibration(1, 0, 0, 0, List.of(), null)),
        refused("temperature", () -> new Calibration(1, Double.NaN, 0, 0, List.of(), null)),
        refused("temperature", () -> new Calibration(1, 1 / 0.0, 0, 0, List.of(), null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedByTheNameOfItsKey(String key, ThrowingCallable made) {
    assertThatThrownBy(made)
        .isInstanceOfAny(InvalidInputException.class, IllegalArgumentException.class)
        .hasMessageMatching("(?s)" + key + " (must be|is missing).*");
  }

  @Test
  void leastThatIsTaken() {
    assertThatCode(
            () -> {
              manifest(1, "v0001", NOW, HASH, null);
              manifest(2, "v000000001", NOW, HASH, FILES);
              run(1, 1);
              network("small", 1, 1, 2, 1);
              decision(1, FIRST, "v0001", HASH, "v0001", null);
              decision(2, KEPT, null, null, null, HASH);
              new Calibration(1, Double.MIN_VALUE, 0, 0, null, null);
            })
        .doesNotThrowAnyException();
  }

  private static Arguments refused(String key, ThrowingCallable made) {
    return Arguments.of(key, made);
  }

  private static Map<String, String> with(String name, String hash) {
    Map<String, String> files = new HashMap<>(FILES);
    files.put(name, hash);
    return files;
  }

  private static Manifest manifest(
      int format, String version, Instant at, String hash, Map<String, String> files) {
    return new Manifest(format, version, at, hash, files, NETWORK, run(1, 1), MADE);
  }

  private static Manifest manifest(NetworkSummary network, TrainingRun run, Provenance made) {
    return new Manifest(2, "v0001", NOW, HASH, FILES, network, run, made);
  }

  private static TrainingRun run(int best, int epochs) {
    return new TrainingRun("train", null, null, 1, null, DATA, null, best, epochs);
  }

  private static NetworkSummary network(
      String architecture, int height, int width, int classes, long parameters) {
    return new NetworkSummary(
        architecture, height, width, classes, parameters, Normalisation.SCALE_ONLY);
  }

  private static Decision decision(
      int number,
      DecisionKind kind,
      String subject,
      String manifestHash,
      String champion,
      String previous) {
    return new Decision(
        number, kind, subject, manifestHash, champion, WHO, NOW, "reason", null, previous);
  }
}
