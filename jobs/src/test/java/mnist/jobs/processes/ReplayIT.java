package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import mnist.jobs.processes.Processes.Ended;
import mnist.testing.SyntheticDigits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same settings give the same model on any layout and through any failure, in processes as
 * users start them: with dropout, augmentation, early stopping and more workers than cores.
 */
class ReplayIT {

  /** What {@code local-cluster} gives its executors by default is more than they need here. */
  private static final String EXECUTOR_MEMORY = "spark.executor.memory=1g";

  private static final String MID_EPOCH = "epoch 1/2 (";

  @TempDir static Path shared;
  @TempDir Path directory;

  private static Path data;
  private static String hash;

  /** In {@code local[2]}, where nothing happens. */
  @BeforeAll
  static void train() throws Exception {
    data = SyntheticDigits.writeDataset(shared.resolve("idx"), 250, 20, 1);
    // More than an executor may hold, so that it reads its blocks again and again.
    String settings =
        """
        train.checkpoint-rounds = 2, data.file-bytes = 500000
        train.cache-bytes = 1000000, train.shuffle-bytes = 400000
        """;
    Files.writeString(shared.resolve("run.conf"), settings);
    Files.writeString(
        shared.resolve("disk.conf"), settings + "train.disk-cache-bytes = 100000000\n");
    hash =
        Submission.result(
                Submission.to("local[2]", shared).launch(training(shared.resolve("store"))))
            .get("model_hash")
            .asText();
  }

  private static String[] training(Path store, String... more) {
    List<String> job = new ArrayList<>();
    job.addAll(List.of("train", "--data", data.toString(), "--store", store.toString()));
    if (!List.of(more).contains("--config")) {
      job.addAll(List.of("--config", shared.resolve("run.conf").toString()));
    }
    job.add("--epochs=2");
    job.addAll(List.of("--workers", "3", "--batch-size", "48", "--averaging-frequency", "2"));
    job.addAll(List.of(more));
    return job.toArray(String[]::new);
  }

  @Test
  void layoutsOfOneProcessGiveTheSameModel() throws Exception {
    List<Callable<Ended>> layouts = new ArrayList<>();
    for (String master : List.of("local[1]", "local[4]")) {
      String[] job = training(directory.resolve("store-" + layouts.size()));
      layouts.add(() -> Submission.to(master, directory).launch(job));
    }

    assertThat(Submission.together(layouts))
        .hasSize(2)
        .allSatisfy(
            ended ->
                assertThat(Submission.result(ended).get("model_hash").asText()).isEqualTo(hash));
  }

  @Test
  void aKilledTrainingGoesOnInAnotherLayout() throws Exception {
    Path store = directory.resolve("store");
    Running running = Submission.to("local[2]", directory).start(training(store));
    running.awaitError("epoch 2/2 (");
    running.kill();
    assertThat(store.resolve("versions/v0001/manifest.json")).doesNotExist();
    try (Stream<Path> runs = Files.list(store.resolve("checkpoints"))) {
      assertAnotherRunIsRefused(runs.findFirst().orElseThrow());
    }

    // Neither master and cores are settings of the run nor what lies on executors' disks.
    Ended resumed =
        Submission.to("local-cluster[1,1,1024]", directory, "--conf", EXECUTOR_MEMORY)
            .launch(training(store, "--config", shared.resolve("disk.conf").toString()));
    Ended again = Submission.to("local[2]", directory).launch(training(store));

    assertThat(resumed.errors()).contains("resuming in epoch 2 after round ");
    JsonNode result = Submission.result(resumed);
    assertThat(result.get("model_hash").asText()).isEqualTo(hash);
    assertThat(result.get("finished_before").asBoolean()).isFalse();
    assertThat(store.resolve("checkpoints")).isEmptyDirectory();
    assertThat(Submission.result(again).get("finished_before").asBoolean()).isTrue();
    assertThat(Submission.result(again).get("model")).isEqualTo(result.get("model"));
  }

  /** Of other settings, and told to go on from these. */
  private void assertAnotherRunIsRefused(Path checkpoints) throws Exception {
    Ended other =
        Submission.to("local[2]", directory)
            .launch(
                training(
                    directory.resolve("other"),
                    "--checkpoints",
                    checkpoints.toString(),
                    "--learning-rate",
                    "0.002"));

    assertThat(Submission.mistake(other))
        .matches(
            "error: Cannot resume from file:"
                + checkpoints
                + "/round-[0-9]{7}, the checkpoint of another run: train.learning-rate is 0.003 there,"
                + " but 0.002 here; give the same settings and data, or another directory");
  }

  @Test
  void aTrainingThatIsInterruptedSaysHowToGoOn() throws Exception {
    Path store = directory.resolve("my store");
    Running running = Submission.to("local[2]", directory).start(training(store));
    running.awaitError(MID_EPOCH);
    running.interrupt();

    Ended ended = running.await();

    assertThat(ended.code()).isEqualTo(130);
    assertThat(ended.output()).isEmpty();
    assertThat(ended.errors()).doesNotContain("\tat ").doesNotContain("error: ");
    assertThat(ended.errors().lines().filter(line -> line.startsWith("stopped: ")))
        .containsExactly("stopped: train was stopped; the same command goes on from there");
    assertThat(
            Submission.result(Submission.to("local[2]", directory).launch(training(store)))
                .get("model_hash")
                .asText())
        .isEqualTo(hash);
  }

  @Test
  void executorWithOtherKernelsIsRefused() throws Exception {
    Ended ended =
        Submission.to(
                "local-cluster[1,2,1024]",
                directory,
                "--conf",
                EXECUTOR_MEMORY,
                "--conf",
                "spark.executorEnv.OPENBLAS_CORETYPE=Nehalem")
            .launch(training(directory.resolve("store")));

    assertThat(Submission.mistake(ended))
        .startsWith("error: Cannot average: worker 0 on ")
        .contains("OpenBLAS Nehalem")
        .endsWith(
            "; unset DNNL_MAX_CPU_ISA and OPENBLAS_CORETYPE there, or set them alike everywhere");
  }
}
