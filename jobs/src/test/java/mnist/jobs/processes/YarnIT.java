package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import mnist.jobs.processes.Processes.Ended;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training in YARN's containers gives the model that it gives in one process. */
@Tag("cluster")
class YarnIT {
  private static final String SPARK_JARS =
      Path.of("target/spark/jars").toAbsolutePath().normalize() + "/*";

  @TempDir(factory = RoomForHadoop.class)
  static Path shared;

  @TempDir Path directory;

  private static ServerProcess yarn;
  private static Path data;
  private static String hash;

  @BeforeAll
  static void start() throws Exception {
    data = SampleTraining.writeData(shared);
    hash = SampleTraining.hash(shared);
    yarn = ServerProcess.yarn(shared);
  }

  @AfterAll
  static void stop() throws IOException {
    if (yarn != null) {
      yarn.close();
    }
  }

  private Submission submission(String mode, String... more) {
    String[] options = {
      "--deploy-mode",
      mode,
      "--num-executors",
      "2",
      "--executor-cores",
      "1",
      "--executor-memory",
      "1g",
      "--conf",
      "spark.executor.memoryOverhead=2g",
      "--conf",
      "spark.yarn.jars=local:" + SPARK_JARS
    };
    return Submission.to("yarn", directory, options)
        .with(more)
        .in("HADOOP_CONF_DIR", Path.of(yarn.uri()).toString());
  }

  @Test
  void executorsInContainersGiveTheModelOfOneProcess() throws Exception {
    JsonNode result =
        Submission.result(
            submission("client").launch(SampleTraining.job(data, directory.resolve("store"))));

    assertThat(result.get("model_hash").asText()).isEqualTo(hash);
    assertThat(SampleTraining.executors(result)).contains(Set.of("1", "2"));
  }

  @Test
  void driverInAContainerGivesTheModelOfOneProcess() throws Exception {
    Path store = directory.resolve("store");

    Ended ended =
        submission(
                "cluster",
                "--conf",
                "spark.driver.memoryOverhead=2g",
                "--conf",
                "spark.yarn.maxAppAttempts=1",
                "--conf",
                "spark.yarn.appMasterEnv.SPARK_LOCAL_IP=127.0.0.1",
                "--conf",
                "spark.yarn.appMasterEnv.SPARK_LOCAL_HOSTNAME=localhost")
            .launch(SampleTraining.job(data, store));

    assertThat(ended.code()).as(ended.errors()).isZero();
    assertThat(ended.output()).isEmpty();
    JsonNode result = SampleTraining.resultIn(store.toUri());
    assertThat(result.get("model_hash").asText()).isEqualTo(hash);
    assertThat(SampleTraining.executors(result)).contains(Set.of("1", "2"));
  }
}
