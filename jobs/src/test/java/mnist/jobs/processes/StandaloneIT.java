package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.jobs.processes.Processes.Ended;
import mnist.testing.FaultyFileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on Spark's own cluster manager gives the model that it gives in one process. */
class StandaloneIT {
  /** Which Spark 3.5 doesn't give a driver that a worker starts. */
  private static final String MODULES =
      Stream.of(
              "java.lang",
              "java.lang.invoke",
              "java.lang.reflect",
              "java.io",
              "java.net",
              "java.nio",
              "java.util",
              "java.util.concurrent",
              "java.util.concurrent.atomic",
              "jdk.internal.ref",
              "sun.nio.ch",
              "sun.nio.cs",
              "sun.security.action",
              "sun.util.calendar")
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .collect(Collectors.joining(" "));

  @TempDir Path directory;

  private Standalone twoWorkers(String memory) throws IOException {
    Standalone cluster = Standalone.start(1, memory, directory);
    try {
      cluster.addWorker(1, memory);
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw e;
    }
  }

  private Submission submission(Standalone cluster, String... more) {
    String[] options = {
      "--executor-cores", "1", "--executor-memory", "1g", "--total-executor-cores", "2"
    };
    return Submission.to(cluster.url(), directory, options).with(more);
  }

  @Test
  @Tag("cluster")
  void twoWorkersGiveTheModelOfOneProcess() throws Exception {
    Path data = SampleTraining.writeData(directory);
    String hash = SampleTraining.hash(directory);
    try (Standalone cluster = twoWorkers("1g")) {
      JsonNode result =
          Submission.result(
              submission(cluster).launch(SampleTraining.job(data, directory.resolve("store"))));

      assertThat(result.get("model_hash").asText()).isEqualTo(hash);
      assertThat(SampleTraining.executors(result)).contains(Set.of("0", "1"));
    }
  }

  /** One after the other, until only the one that was started instead is left. */
  @Test
  @Tag("cluster")
  void workersThatAreLostAndReplacedWhileTrainingChangeNothing() throws Exception {
    Path data = SampleTraining.writeData(directory);
    String hash = SampleTraining.hash(directory);
    try (Standalone cluster = twoWorkers("1g");
        Running training =
            submission(cluster).start(SampleTraining.job(data, directory.resolve("store")))) {
      training.awaitError(SampleTraining.BEGUN);
      cluster.killWorker(0);
      training.awaitError(SampleTraining.BEGUN);
      cluster.killWorker(1);
      cluster.addWorker(1, "1g");

      JsonNode result = Submission.result(training.await());

      assertThat(result.get("model_hash").asText()).isEqualTo(hash);
      List<Set<String>> executors = SampleTraining.executors(result);
      assertThat(executors).hasSize(15);
      assertThat(executors.get(14)).doesNotContainAnyElementsOf(executors.get(0));
    }
  }

  /** Spark runs a task a second time on other hosts alone. */
  @Test
  @Tag("cluster")
  void aTaskThatHangsIsDoneElsewhereAndChangesNothing() throws Exception {
    Path data = SampleTraining.writeData(directory);
    String hash = SampleTraining.hash(directory);
    try (Standalone cluster = Standalone.start(1, "1g", directory)) {
      cluster.addWorker(1, "1g", "127.0.0.2");
      JsonNode result =
          Submission.result(
              submission(cluster)
                  .onFaultyStorage()
                  .with(
                      "--conf",
                      "spark.hadoop." + FaultyFileSystem.HANG_IN + "=epoch 1 of 1: fit",
                      "--conf",
                      "spark.speculation=true",
                      "--conf",
                      "spark.speculation.quantile=0.5")
                  .launch(
                      SampleTraining.job(
                          FaultyFileSystem.path(data),
                          FaultyFileSystem.path(directory.resolve("store")))));

      assertThat(result.get("model_hash").asText()).isEqualTo(hash);
      // One that hung, and went on with the second round.
      assertThat(SampleTraining.executors(result).get(0)).containsExactly("1");
      assertThat(SampleTraining.executors(result)).contains(Set.of("0", "1"));
    }
  }

  @Test
  @Tag("cluster")
  void driverOnAWorkerGivesTheModelOfOneProcess() throws Exception {
    Path data = SampleTraining.writeData(directory);
    String hash = SampleTraining.hash(directory);
    Path store = directory.resolve("store");
    try (Standalone cluster = twoWorkers("2g")) {
      Ended ended =
          submission(
                  cluster,
                  "--deploy-mode",
                  "cluster",
                  "--conf",
                  "spark.standalone.submit.waitAppCompletion=true",
                  "--driver-java-options",
                  MODULES + " " + Submission.SHORT)
              .launch(SampleTraining.job(data, store));

      assertThat(ended.code()).as(ended.errors()).isZero();
      assertThat(ended.output()).isEmpty();
      JsonNode result = SampleTraining.resultIn(store.toUri());
      assertThat(result.get("model_hash").asText()).isEqualTo(hash);
    }
  }
}
