package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import mnist.deliveries.Deliveries;
import mnist.deliveries.Delivery;
import mnist.jobs.processes.Processes.Ended;
import mnist.store.Decision;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.testing.BackwardClock;
import mnist.testing.KillingListener;
import mnist.testing.SyntheticDigits;
import org.apache.commons.io.file.PathUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What befalls a command that a schedule starts night after night. */
class ScheduleIT {
  private static final Configuration CONF = new Configuration();

  @TempDir static Path shared;
  @TempDir Path directory;

  /** A store with a champion, and what comes in at night. */
  @BeforeAll
  static void train() throws Exception {
    SyntheticDigits.write(shared.resolve("base"), "train", "", SyntheticDigits.draw(30, 1));
    SyntheticDigits.write(shared.resolve("night"), "train", "", SyntheticDigits.draw(20, 2));
    List<String> ignored = new ArrayList<>();
    for (String finding :
        List.of(
            "label-agreement", "class-agreement", "orientation", "noise", "copies-of-held-out")) {
      ignored.add(finding + " = ignore");
    }
    Files.writeString(
        shared.resolve("run.conf"),
        """
        train { epochs = 2, workers = 2, batch-size = 16, checkpoint-rounds = 1 }
        # A champion of so little training contradicts much.
        retrain.examination { %s }
        """
            .formatted(String.join(", ", ignored)));
    Submission.to("local[2]", shared)
        .done(
            "train",
            "--config",
            shared + "/run.conf",
            "--data",
            shared + "/base",
            "--store",
            shared + "/store");
  }

  @BeforeEach
  void copyStore() throws IOException {
    PathUtils.copyDirectory(shared.resolve("store"), store());
  }

  private Path store() {
    return directory.resolve("store");
  }

  private String[] retraining() {
    return new String[] {
      "retrain",
      "--config",
      shared + "/run.conf",
      "--data",
      shared + "/night",
      "--store",
      store().toString()
    };
  }

  private Submission submission() {
    return Submission.to("local[2]", directory);
  }

  private ModelStore models() {
    return ModelStore.at(new org.apache.hadoop.fs.Path(store().toUri()), CONF);
  }

  /** That the night was taken and judged once, and nothing is left of how it came about. */
  private void assertIsWhole() {
    assertThat(models().verify(Optional.empty())).isEmpty();
    assertThat(Deliveries.of(models(), CONF).all())
        .extracting(Delivery::name)
        .containsExactly("d0001", "d0002");
    assertThat(models().decisions())
        .filteredOn(decision -> decision.kind() == DecisionKind.DELIVERED)
        .extracting(Decision::subject)
        .containsExactly("d0001", "d0002");
    assertThat(models().versions())
        .extracting(StoredVersion::name)
        .containsExactly("v0001", "v0002");
    assertThat(models().decisions())
        .filteredOn(decision -> "v0002".equals(decision.subject()))
        .hasSize(1);
    assertThat(store().resolve("checkpoints")).isEmptyDirectory();
  }

  @Test
  void ofRunsThatOverlapOneTakesTheDelivery() throws Exception {
    List<Ended> ended =
        Submission.together(
            List.of(
                () -> submission().launch(retraining()), () -> submission().launch(retraining())));

    List<String> took = new ArrayList<>();
    for (Ended one : ended) {
      JsonNode result = Submission.result(one);
      assertThat(result.get("version").asText()).isEqualTo("v0002");
      if (result.has("delivery")) {
        took.add(result.get("delivery").asText());
      }
    }
    assertThat(took).containsExactly("d0002");
    assertIsWhole();
  }

  @Test
  void theNextNightGoesOnWithOneThatWasKilled() throws Exception {
    Ended killed =
        submission()
            .onFaultyStorage()
            .with(
                "--conf",
                "spark.extraListeners=" + KillingListener.class.getName(),
                "--conf",
                KillingListener.MOMENTS + "=epoch 2 of 2: fit@1")
            .launch(retraining());
    assertThat(killed.code()).as(killed.errors()).isEqualTo(137);
    assertThat(models().versions()).hasSize(1);

    Ended next = submission().launch(retraining());

    assertThat(next.errors()).contains("resuming in epoch ");
    JsonNode result = Submission.result(next);
    assertThat(result.has("delivery")).isFalse();
    assertThat(result.get("version").asText()).isEqualTo("v0002");
    assertIsWhole();
  }

  /** Each look at it is an hour before the last. */
  @Test
  void orderDoesNotFollowAClockThatGoesBack() throws Exception {
    submission()
        .with(
            "--driver-java-options",
            Submission.SHORT + " -javaagent:" + BackwardClock.jar(directory))
        .done(retraining());

    List<Instant> times = models().decisions().stream().map(Decision::at).toList();
    assertThat(times)
        .hasSizeGreaterThan(3)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(Collections.reverseOrder());
    List<Delivery> deliveries = Deliveries.of(models(), CONF).all();
    assertThat(deliveries.get(1).deliveredAt()).isBefore(deliveries.get(0).deliveredAt());
    assertIsWhole();
    assertThat(models().version("v0002").manifest().training().data().deliveries())
        .containsExactly("d0001", "d0002");
  }

  @Test
  void aStoreThatVanishesWhileTrainingGoesOnWhenItComesBack() throws Exception {
    Path away = directory.resolve("away");
    Ended ended;
    try (Running running = submission().start(retraining())) {
      running.awaitError("epoch 1/2 (");
      running.signal("STOP");
      Files.move(store(), away);
      running.signal("CONT");
      ended = running.await();
    }

    assertThat(Submission.mistake(ended)).contains(store().toString());
    // No second store has begun in its place; checkpoints may have been written there.
    for (String part : List.of("versions", "decisions", "deliveries")) {
      assertThat(store().resolve(part)).doesNotExist();
    }
    PathUtils.delete(Files.createDirectories(store()));
    Files.move(away, store());
    Submission.result(submission().launch(retraining()));
    assertIsWhole();
  }
}
