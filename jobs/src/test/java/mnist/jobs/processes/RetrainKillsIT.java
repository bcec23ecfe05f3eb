package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mnist.jobs.processes.Processes.Ended;
import mnist.testing.FaultyFileSystem;
import mnist.testing.KillingListener;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A retraining that is killed at every step, each time by the same command's going on, comes to
 * what one that nobody disturbs comes to; so do changes by hand. The steps are the rows of the
 * table in {@code pipeline/docs/retraining.md}.
 */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class RetrainKillsIT {

  private static final int KILLED = 137;

  /** Where a retraining is killed: a path that is about to be changed, or a task that starts. */
  private enum Step {
    INGEST("ingest", ".*/\\.tmp-[^/]*/[^/]*ingested.*/.*"),
    EXAMINATION("examination", ".*/examinations/.*"),
    DELIVERY("delivery, its images", ".*/deliveries/[^/]*/records/.*"),
    DELIVERY_DECISION("delivery, its decision", ".*/decisions/\\.00000003\\..*"),
    COMPOSITION("data for the challenger", ".*/store/data/.*"),
    TRAINING("training", KillingListener.MOMENTS, "epoch 1 of 2: fit@5"),
    CHECKPOINT("training, a checkpoint", ".*/checkpoints/[^/]+/\\.tmp-.*"),
    VALIDATION("training, validation", KillingListener.MOMENTS, "epoch 2 of 2: validate@1"),
    VERSION("version", ".*/\\.tmp-[^/]*/.*manifest.*"),
    JUDGING("judging", KillingListener.MOMENTS, "judge v0002@1"),
    PROMOTION("promotion", ".*/decisions/\\.00000004\\..*"),
    PAGE("page of the decision", ".*/pages/.*"),
    RESULT("result", ".*/\\.result\\.json.*");

    private final String row;
    private final String key;
    private final String moment;

    Step(String row, String path) {
      this(row, "spark.hadoop." + FaultyFileSystem.HALT_AT, path);
    }

    Step(String row, String key, String moment) {
      this.row = row;
      this.key = key;
      this.moment = moment;
    }

    private Submission in(Path directory) {
      Submission submission = retraining(directory).with("--conf", key + "=" + moment);
      return key.equals(KillingListener.MOMENTS)
          ? submission.with("--conf", "spark.extraListeners=" + KillingListener.class.getName())
          : submission;
    }
  }

  /** The same of what people change. */
  private enum Change {
    ROLLBACK("rollback", "models rollback --to v0001", ".*/decisions/\\.00000005\\..*"),
    BY_HAND("promotion by hand", "models promote v0002", ".*/decisions/\\.00000006\\..*"),
    FORGETTING("forgetting", "deliveries forget d0002", ".*/deliveries/d0002/records");

    private final String row;
    private final String command;
    private final String path;

    Change(String row, String command, String path) {
      this.row = row;
      this.command = command;
      this.path = path;
    }

    private String[] of(Object store) {
      List<String> job = new ArrayList<>(List.of(command.split(" ")));
      job.addAll(List.of("--store", store.toString(), "--reason", "it was killed"));
      return job.toArray(String[]::new);
    }
  }

  @TempDir static Path directory;

  private static Path night;
  private static Path whole;
  private static Path killed;

  private static void firstNight() throws Exception {
    Files.writeString(
        directory.resolve("run.conf"),
        """
        model.architecture = reference
        data.validation-fraction = 0.3
        train { epochs = 2, checkpoint-rounds = 2, batch-size = 32, averaging-frequency = 4 }
        retrain {
          start = champion
          min-images = 20, class-min-images = 1, margin = 0.5, class-margin = 0.9, class-floor = 0
          delivery-margin = 0.9, delivery-floor = 0, robustness-margin = 1, calibration-margin = 1
          loss-margin = 10, max-time-ratio = 1000
          examination {
            label-agreement = warn, class-agreement = warn, orientation = warn, noise = warn
          }
        }
        """);
    whole = directory.resolve("whole/store");
    Path first = directory.resolve("first");
    SyntheticDigits.write(first, "train", "", SyntheticDigits.draw(60, 1));
    retraining(directory).done(retrain(first, FaultyFileSystem.path(whole)));
    killed = directory.resolve("killed/store");
    FileUtils.copyDirectory(whole.toFile(), killed.toFile());
    night = directory.resolve("night");
    List<Digit> digits = new ArrayList<>(SyntheticDigits.draw(30, 2));
    // Copies within are told, so that the examination leaves a report.
    digits.addAll(digits.subList(0, 20));
    SyntheticDigits.write(night, "train", "", digits);
  }

  private static Submission retraining(Path directory) {
    return Submission.to("local[2]", directory).onFaultyStorage();
  }

  private static String[] retrain(Path data, Object store) {
    return new String[] {
      "retrain",
      "--data",
      data.toString(),
      "--store",
      store.toString(),
      "--config",
      directory.resolve("run.conf").toString()
    };
  }

  @Test
  void killedAtEveryStepARetrainingComesToTheSame() throws Exception {
    firstNight();
    Object store = FaultyFileSystem.path(killed);
    JsonNode undisturbed = retraining(directory).done(retrain(night, FaultyFileSystem.path(whole)));
    assertThat(undisturbed.get("outcome").asText()).isEqualTo("promoted");

    for (Step step : Step.values()) {
      Ended ended = step.in(directory).launch(retrain(night, store));
      assertThat(ended.code()).as(step + "\n" + ended.errors()).isEqualTo(KILLED);
    }
    JsonNode result = retraining(directory).done(retrain(night, store));

    assertThat(result.get("outcome").asText()).isEqualTo("nothing_to_do");
    assertSame();
    for (Change change : Change.values()) {
      Ended ended =
          retraining(directory)
              .with("--conf", "spark.hadoop." + FaultyFileSystem.HALT_AT + "=" + change.path)
              .launch(change.of(store));
      assertThat(ended.code()).as(change + "\n" + ended.errors()).isEqualTo(KILLED);
      retraining(directory).done(change.of(store));
    }
    assertThat(decisions(killed))
        .hasSize(7)
        .elements(4, 5, 6)
        .satisfiesExactly(
            rollback -> assertThat(rollback).startsWith("[\"rolled_back\", \"v0001\", \"v0001\""),
            promotion ->
                assertThat(promotion).startsWith("[\"promoted_by_hand\", \"v0002\", \"v0002\""),
            forgetting ->
                assertThat(forgetting).startsWith("[\"forgotten\", \"d0002\", \"v0002\""));
    assertThat(killed.resolve("deliveries/d0002/records")).doesNotExist();
    retraining(directory).done("models", "verify", "--store", store.toString());
  }

  @Test
  void everyRowOfTheTableIsAStep() throws IOException {
    String text = Files.readString(Path.of("../pipeline/docs/retraining.md"));
    String section = text.substring(text.indexOf("## What a kill leaves"));
    assertThat(
            section
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> line.split("\\|")[1].strip()))
        .containsExactlyElementsOf(
            Stream.concat(
                    Arrays.stream(Step.values()).map(step -> step.row),
                    Arrays.stream(Change.values()).map(change -> change.row))
                .toList());
  }

  private static void assertSame() throws IOException {
    assertThat(decisions(killed)).isEqualTo(decisions(whole)).hasSize(4);
    for (String file : List.of("versions", "deliveries", "data")) {
      assertThat(entries(killed.resolve(file))).isEqualTo(entries(whole.resolve(file)));
    }
    assertThat(modelHash(killed)).isEqualTo(modelHash(whole));
    assertThat(entries(killed.resolve("pages"))).hasSameSizeAs(entries(whole.resolve("pages")));
    assertThat(killed.resolve("checkpoints")).isEmptyDirectory();
    assertThat(read(killed.resolve("deliveries/d0002/delivery.json")).get("images"))
        .isEqualTo(read(whole.resolve("deliveries/d0002/delivery.json")).get("images"));
  }

  /** Kind, subject and champion of each. */
  private static List<String> decisions(Path store) throws IOException {
    List<String> decisions = new ArrayList<>();
    for (String file : entries(store.resolve("decisions"))) {
      JsonNode decision = read(store.resolve("decisions").resolve(file));
      decisions.add(
          Stream.of("kind", "subject", "champion", "reason")
              .map(key -> String.valueOf(decision.get(key)))
              .toList()
              .toString());
    }
    return decisions;
  }

  private static String modelHash(Path store) throws IOException {
    return read(store.resolve("versions/v0002/manifest.json")).get("model_hash").asText();
  }

  /** What is there by its final name. */
  private static List<String> entries(Path directory) {
    return Arrays.stream(directory.toFile().list())
        .filter(name -> !name.startsWith("."))
        .sorted()
        .toList();
  }

  private static JsonNode read(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
