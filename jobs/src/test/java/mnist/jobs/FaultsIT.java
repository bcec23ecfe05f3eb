package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mnist.testing.FaultyFileSystem;
import mnist.testing.SyntheticDigits;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A job whose storage fails from its n-th call on, at its start, on executors, at its end. */
class FaultsIT {
  /** Calls of a run in which nothing fails; 0 until there was one. */
  private static int whole;

  @TempDir Path directory;
  private Path input;

  @BeforeAll
  static void configureSpark() {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    FaultyFileSystem.addTo(new Configuration(false))
        .forEach(entry -> System.setProperty("spark.hadoop." + entry.getKey(), entry.getValue()));
    // One that other tests of this process have left doesn't know the scheme.
    SparkSession.builder().getOrCreate().stop();
  }

  @AfterAll
  static void forgetSpark() {
    System.getProperties().keySet().removeIf(key -> key.toString().startsWith("spark."));
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  @BeforeEach
  void makeInput() throws IOException {
    input = directory.resolve("input");
    SyntheticDigits.write(input, "train", "", SyntheticDigits.draw(2, 1));
    SyntheticDigits.write(input, "t10k", "", SyntheticDigits.draw(2, 2));
  }

  private record Ended(int code, String results, String errors) {}

  private Ended ingest(String output) throws IOException {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        Main.run(
            new String[] {
              "ingest",
              "--input",
              FaultyFileSystem.path(input).toString(),
              "--output",
              FaultyFileSystem.path(directory.resolve(output)).toString()
            },
            Main.jobs(),
            new PrintStream(results, true, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8));
    return new Ended(
        code, results.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
  }

  static Stream<Arguments> faults() {
    Supplier<IOException> passing = () -> new SocketTimeoutException("60000 millis timeout");
    Supplier<IOException> lasting = () -> new AccessControlException("Permission denied: user=me");
    return Stream.of(0.0, 0.25, 0.5, 0.75)
        .flatMap(part -> Stream.of(Arguments.of(part, 4, passing), Arguments.of(part, 2, lasting)));
  }

  /**
   * @param part of the calls of a whole run, after which storage fails
   */
  @ParameterizedTest
  @MethodSource("faults")
  void storageThatFailsForNowIsTriedAgainAndAMistakeIsNot(
      double part, int code, Supplier<IOException> fault) throws IOException {
    FaultyFileSystem.failFrom(1 + (int) (part * calls()), fault);

    Ended ended = ingest("failed");

    assertThat(ended.code()).as(ended.errors()).isEqualTo(code);
    assertThat(ended.results()).startsWith("{\"code\":" + code + ",");
    assertThat(ended.errors()).doesNotContain("\tat ");
    assertThat(ended.errors().lines().filter(line -> line.startsWith("error: "))).hasSize(1);
    FaultyFileSystem.heal();
    assertThat(directory.resolve("failed")).doesNotExist();
    // Nothing is in the way of the next attempt.
    assertThat(ingest("failed").code()).isZero();
  }

  private int calls() throws IOException {
    if (whole == 0) {
      FaultyFileSystem.heal();
      assertThat(ingest("whole").code()).isZero();
      whole = FaultyFileSystem.calls();
    }
    return whole;
  }

  @Test
  void aRunCallsStorageOften() throws IOException {
    assertThat(calls()).isGreaterThan(50);
  }
}
