package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.jobs.processes.Processes.Ended;
import mnist.testing.FaultyFileSystem;
import mnist.testing.KillingListener;
import mnist.testing.SyntheticDigits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training on blocks, averaged by a tree on executors, whose driver or executors are killed at
 * every step gives the model of one that nobody disturbs.
 */
class TrainKillsIT {

  /** One more than meet in one place. */
  private static final int WORKERS = 33;

  private static final String INDEX = "index the training images@1";
  private static final String FIT = "epoch 1 of 2: fit@";

  /** The first task that sums results of the first round. */
  private static final String AVERAGE = FIT + (WORKERS + 1);

  private static final String IN_NEXT_ROUND = FIT + (WORKERS + 15);
  private static final String VALIDATE = "epoch 1 of 2: validate@1";
  private static final String IN_NEXT_EPOCH = "epoch 2 of 2: fit@1";
  private static final String CALIBRATE = "calibrate@1";

  @TempDir static Path shared;
  @TempDir Path directory;

  private static Path data;
  private static String hash;

  @BeforeAll
  static void train() throws Exception {
    data = SyntheticDigits.writeDataset(shared.resolve("idx"), 120, 20, 1);
    Files.writeString(
        shared.resolve("run.conf"), "train.checkpoint-rounds = 1, data.file-bytes = 250000");
    hash =
        Submission.to("local[2]", shared)
            .done(training(shared.resolve("store")))
            .get("model_hash")
            .asText();
  }

  private static String[] training(Object store) {
    List<String> job = new ArrayList<>();
    job.addAll(List.of("train", "--data", data.toString(), "--store", store.toString()));
    job.addAll(List.of("--config", shared.resolve("run.conf").toString(), "--epochs", "2"));
    job.addAll(List.of("--workers", String.valueOf(WORKERS), "--averaging-frequency", "2"));
    job.addAll(List.of("--batch-size", String.valueOf(8 * WORKERS)));
    return job.toArray(String[]::new);
  }

  private Submission on(String master, String... settings) {
    Submission submission = Submission.to(master, directory).onFaultyStorage();
    for (String setting : settings) {
      submission = submission.with("--conf", setting);
    }
    return submission;
  }

  /**
   * @param moment of {@link KillingListener}
   */
  private Submission killedAt(String moment) {
    return on(
        "local[2]",
        "spark.extraListeners=" + KillingListener.class.getName(),
        KillingListener.MOMENTS + "=" + moment);
  }

  /**
   * @param file that is about to be made, renamed or deleted
   */
  private Submission killedBefore(String file) {
    return on("local[2]", "spark.hadoop." + FaultyFileSystem.HALT_AT + "=" + file);
  }

  /** Each time the same command goes on from what the one before has left. */
  @Test
  void aDriverThatIsKilledAtEveryStepChangesNothing() throws Exception {
    Object store = FaultyFileSystem.path(directory.resolve("store"));
    List<Submission> killed =
        List.of(
            killedAt(INDEX),
            killedAt(FIT + 1),
            killedAt(AVERAGE),
            // A checkpoint that is written.
            killedBefore(".*/checkpoints/[^/]+/\\.tmp-.*"),
            killedAt(IN_NEXT_ROUND),
            killedAt(VALIDATE),
            // One that is deleted.
            killedBefore(".*/checkpoints/[^/]+/round-[0-9]+"),
            killedAt(IN_NEXT_EPOCH),
            killedAt(CALIBRATE),
            killedBefore(".*/\\.tmp-[^/]*/.*manifest.*"),
            killedBefore(".*/decisions/.*"));

    for (Submission submission : killed) {
      Ended ended = submission.launch(training(store));
      assertThat(ended.code()).as(submission + "\n" + ended.errors()).isEqualTo(137);
    }
    JsonNode result = on("local[3]").done(training(store));

    assertThat(result.get("model_hash").asText()).isEqualTo(hash);
    assertThat(directory.resolve("store/checkpoints")).isEmptyDirectory();
    assertThat(directory.resolve("store/versions/v0002")).doesNotExist();
  }

  @Test
  void executorsThatAreKilledAtEveryStepChangeNothing() throws Exception {
    List<String> moments =
        List.of(INDEX, AVERAGE, IN_NEXT_ROUND, VALIDATE, IN_NEXT_EPOCH, CALIBRATE);
    Ended ended =
        on(
                "local-cluster[2,1,1024]",
                "spark.executor.memory=1g",
                "spark.extraListeners=" + KillingListener.class.getName(),
                KillingListener.EXECUTORS + "=true",
                KillingListener.MOMENTS + "=" + String.join(";", moments))
            .launch(training(directory.resolve("store")));

    assertThat(Submission.result(ended).get("model_hash").asText()).isEqualTo(hash);
    assertThat(ended.errors().lines().filter(line -> line.startsWith(KillingListener.KILLED)))
        .hasSize(moments.size());
  }
}
