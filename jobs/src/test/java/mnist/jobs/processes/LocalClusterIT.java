package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import mnist.jobs.processes.Processes.Ended;
import mnist.store.ModelStore;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Executors in processes of their own, which know of the driver only what Spark tells them. */
@ExtendWith(SparkExtension.class)
class LocalClusterIT {
  private static final String MASTER = "local-cluster[2,1,1024]";

  @TempDir Path directory;

  /** A submission that leaves Spark's event log in a directory. */
  private Submission logging(String name) throws IOException {
    Path events = Files.createDirectories(directory.resolve(name));
    return Submission.to(
        MASTER,
        directory,
        "--conf",
        "spark.executor.memory=1g",
        "--conf",
        "spark.eventLog.enabled=true",
        "--conf",
        "spark.eventLog.dir=" + events.toUri());
  }

  /** Where tasks ran in stages whose description holds a text. */
  private Set<String> executors(String name, String description) throws IOException {
    Path log;
    try (Stream<Path> logs = Files.list(directory.resolve(name))) {
      log = logs.filter(file -> !file.getFileName().toString().startsWith(".")).findFirst().get();
    }
    Set<Integer> stages = new HashSet<>();
    Set<String> executors = new HashSet<>();
    ObjectMapper mapper = new ObjectMapper();
    for (String line : Files.readAllLines(log)) {
      JsonNode event = mapper.readTree(line);
      switch (event.get("Event").asText()) {
        case "SparkListenerStageSubmitted" -> {
          String text = event.path("Properties").path("spark.job.description").asText();
          if (text.contains(description)) {
            stages.add(event.path("Stage Info").path("Stage ID").asInt());
          }
        }
        case "SparkListenerTaskEnd" -> {
          if (stages.contains(event.get("Stage ID").asInt())) {
            executors.add(event.path("Task Info").path("Executor ID").asText());
          }
        }
        default -> {}
      }
    }
    return executors;
  }

  @Test
  void trainAndScoreRunOnTwoExecutors(SparkSession spark) throws Exception {
    Path input = SyntheticDigits.writeDataset(directory.resolve("idx"), 60, 20, 1);
    Path store = directory.resolve("store");

    Ended trained =
        logging("train-events")
            .launch(
                "train",
                "--data",
                input.toString(),
                "--store",
                store.toString(),
                "--epochs",
                "1",
                "--workers",
                "2");

    JsonNode training = Submission.result(trained);
    assertThat(executors("train-events", "epoch")).containsExactlyInAnyOrder("0", "1");
    String model = training.get("model").asText();
    assertThat(
            ModelStore.resolve(model, new Configuration())
                .load(new Configuration())
                .parameterHash())
        .isEqualTo(training.get("model_hash").asText());

    Ended scored =
        logging("score-events")
            .launch(
                "score",
                "--input",
                input.toString(),
                "--model",
                store.toString(),
                "--output",
                directory.resolve("scores").toString());

    JsonNode scoring = Submission.result(scored);
    assertThat(scoring.get("model_hash")).isEqualTo(training.get("model_hash"));
    assertThat(executors("score-events", "score")).containsExactlyInAnyOrder("0", "1");
    assertThat(spark.read().parquet(scoring.get("predictions").asText()).count()).isEqualTo(800);
  }

  @Test
  void aFaultThatAnExecutorFindsIsOneLineToo() throws Exception {
    Path input = SyntheticDigits.writeDataset(directory.resolve("idx"), 2, 2, 1);
    Path images = input.resolve("train-images-idx3-ubyte.gz");
    byte[] bytes = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(bytes, bytes.length / 2));

    Ended ended =
        Submission.to(MASTER, directory, "--conf", "spark.executor.memory=1g")
            .launch("ingest", "--input", input.toString(), "--output", directory + "/none");

    assertThat(Submission.mistake(ended))
        .matches(
            "error: Cannot read IDX file file:"
                + images
                + ": expected 15680 data bytes for shape \\[20, 28, 28\\], but the file ends after"
                + " [0-9]+; fetch it again");
    assertThat(directory.resolve("none")).doesNotExist();
  }
}
