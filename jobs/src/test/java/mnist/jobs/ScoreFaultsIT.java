package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import mnist.jobs.processes.SampleScoring;
import mnist.testing.FaultyFileSystem;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A scoring whose storage fails from its n-th call on goes on, on other cores, to the same bytes.
 */
class ScoreFaultsIT {

  @TempDir private static Path shared;
  private static Path conf;
  private static SortedMap<String, String> whole;
  private static int calls;

  @TempDir private Path directory;

  @BeforeAll
  static void scoreWithoutFaults() throws IOException {
    SampleScoring.writeTable(shared.resolve("table"));
    conf = SampleScoring.writeConf(shared);
    SparkSession.builder().getOrCreate().stop();
    System.setProperty("spark.ui.enabled", "false");
    FaultyFileSystem.addTo(new Configuration(false))
        .forEach(entry -> System.setProperty("spark.hadoop." + entry.getKey(), entry.getValue()));
    FaultyFileSystem.heal();
    assertThat(score("local[2]", shared.resolve("table"), shared.resolve("whole")).code()).isZero();
    calls = FaultyFileSystem.calls();
    assertThat(calls).isGreaterThan(200);
    whole = SampleScoring.published(shared.resolve("whole"));
  }

  @AfterAll
  static void forgetSpark() {
    System.getProperties().keySet().removeIf(key -> key.toString().startsWith("spark."));
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  private record Ended(int code, String result, String errors) {}

  private static Ended score(String master, Path input, Path output) {
    System.setProperty("spark.master", master);
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        Main.run(
            SampleScoring.job(
                FaultyFileSystem.path(input),
                FaultyFileSystem.path(output),
                "--config",
                conf.toString()),
            Main.jobs(),
            new PrintStream(result, true, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8));
    return new Ended(
        code, result.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
  }

  /**
   * @param percent of the calls of a whole run, after which storage fails
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 20, 35, 45, 55, 65, 75, 85, 92})
  void goesOnToTheSameBytes(int percent) throws IOException {
    Path table = Files.createDirectories(directory.resolve("table"));
    for (int file = 0; file < SampleScoring.FILES; file++) {
      Path from = SampleScoring.file(shared.resolve("table"), file);
      Path to = table.resolve(shared.resolve("table").relativize(from));
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    }
    Path output = directory.resolve("output");
    FaultyFileSystem.failFrom(
        1 + calls * percent / 100, () -> new SocketTimeoutException("60000 millis timeout"));

    Ended failed = score("local[2]", table, output);

    assertThat(failed.code()).as(failed.errors()).isEqualTo(4);
    assertThat(failed.errors()).doesNotContain("\tat ");
    FaultyFileSystem.heal();
    boolean isBegun = Files.exists(output.resolve("_progress/plan.json"));
    if (isBegun) {
      Path added = table.resolve("f05/added.parquet");
      Files.copy(SampleScoring.file(table, 3), added);
    }

    Ended ended = score("local[3]", table, output);

    assertThat(ended.code()).as(ended.errors()).isZero();
    assertThat(SampleScoring.published(output)).isEqualTo(whole);
    SampleScoring.assertNoLeftovers(output);
    JsonNode result = new ObjectMapper().readTree(ended.result());
    assertThat(result.get("resumed").asBoolean()).isEqualTo(isBegun);
    assertThat(result.get("rows").asInt()).isEqualTo(SampleScoring.FILES * SampleScoring.ROWS);
    assertThat(result.get("rejected").asInt()).isEqualTo(SampleScoring.REJECTS);
  }

  /** Spark tries a task again, which finds what its first attempt has left. */
  @Test
  void aTaskThatFailsHalfwayThroughAFileIsTriedAgain() throws IOException {
    Path output = directory.resolve("output");
    FaultyFileSystem.failAfter(
        ".*/copies/.*", () -> new SocketTimeoutException("60000 millis timeout"));

    Ended ended = score("local[1,3]", shared.resolve("table"), output);

    assertThat(ended.code()).as(ended.errors()).isZero();
    assertThat(SampleScoring.published(output)).isEqualTo(whole);
    SampleScoring.assertNoLeftovers(output);
  }
}
