package mnist.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mnist.bench.processes.JavaCommand;
import mnist.bench.season.Season;
import mnist.store.ModelStore;
import mnist.testing.Deadline;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A season of eight deliveries, three of them good, which is killed in the middle and goes on. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SeasonIT {

  private static final String WEEKS = "8";
  private static final String SEED = "42";

  @TempDir Path directory;

  @Test
  void takesGoodDeliveriesAndNoBadOneThroughAKill() throws Exception {
    killWhileItTrainsAfterTheFirstWeek();
    Set<String> before = Set.of(directory.resolve("weeks").toFile().list());
    byte[] first = Files.readAllBytes(directory.resolve("weeks/week-01.json"));

    ByteArrayOutputStream results = new ByteArrayOutputStream();
    int code =
        Main.run(
            new String[] {"--season", WEEKS, "--seed", SEED, "--output", directory.toString()},
            new PrintStream(results, true, StandardCharsets.UTF_8),
            System.err);

    assertThat(code).isZero();
    assertThat(before).hasSizeBetween(2, 8);
    assertThat(directory.resolve("weeks/week-01.json")).hasBinaryContent(first);
    JsonNode season = new ObjectMapper().readTree(directory.resolve("report/season.json").toFile());
    assertThat(season.get("broken")).isEmpty();
    assertHolds(season);
    assertThat(directory.resolve("report/season.png")).isNotEmptyFile();
    assertThat(Files.readString(directory.resolve("report/season.md")))
        .startsWith("# 8 weeks of a store\n")
        .contains("| shifted labels | 1 | 0 | 0 | 1 | ");
    // As models verify does.
    assertThat(
            ModelStore.at(
                    new org.apache.hadoop.fs.Path(directory.resolve("store").toUri()),
                    new Configuration())
                .verify(Optional.empty()))
        .isEmpty();
  }

  private static void assertHolds(JsonNode season) {
    double best = 0;
    int good = 0;
    Set<String> bad = new HashSet<>();
    for (JsonNode week : season.get("weeks")) {
      String delivered = week.get("delivered").asText();
      if (!delivered.equals("good")) {
        bad.add(delivered);
        assertThat(week.get("outcome").asText()).as(week.toString()).isEqualTo("refused");
        assertThat(week.get("findings")).as(week.toString()).isNotEmpty();
        assertThat(week.has("taken")).as(week.toString()).isFalse();
      } else if (week.has("taken")) {
        good++;
      }
      double accuracy = 0;
      for (JsonNode style : week.get("accuracies")) {
        accuracy += style.asDouble() / week.get("accuracies").size();
      }
      best = Math.max(best, accuracy);
      assertThat(accuracy)
          .as(week.toString())
          .isGreaterThanOrEqualTo(best - season.get("margin").asDouble());
    }
    assertThat(bad)
        .containsExactlyInAnyOrder(
            "shifted labels", "missing class", "inverted", "held out copies", "noise");
    // With what the store begins with.
    assertThat(good).isEqualTo(4);
  }

  private void killWhileItTrainsAfterTheFirstWeek() throws IOException, InterruptedException {
    List<String> command =
        JavaCommand.of(
            Season.class, Season.JAVA_OPTIONS, List.of(directory.toString(), WEEKS, SEED));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(Season.ENVIRONMENT);
    Process process = Deadline.start(builder, Deadline.OF_A_PROGRAM);
    try (BufferedReader errors =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      StringBuilder said = new StringBuilder();
      boolean hasWeek = false;
      while (true) {
        String line = errors.readLine();
        assertThat(line).as(said.toString()).isNotNull();
        said.append(line).append('\n');
        hasWeek |= line.contains("week-01: ");
        if (hasWeek && line.contains("epoch 1/2")) {
          break;
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
