package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.jobs.processes.Processes.Ended;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data, checkpoints and the store on an HDFS that loses a data node while training. */
@Tag("cluster")
class HdfsLossIT {
  private static final Configuration CONF = new Configuration();

  @TempDir(factory = RoomForHadoop.class)
  Path directory;

  @Test
  void aDataNodeThatIsLostWhileTrainingChangesNothing() throws Exception {
    Path idx = SampleTraining.writeData(directory);
    String hash = SampleTraining.hash(directory);
    Path everyRound =
        Files.writeString(directory.resolve("run.conf"), "train { checkpoint-rounds = 1 }\n");
    try (ServerProcess server = ServerProcess.hdfs(directory, 2)) {
      URI data = server.uri().resolve("/idx");
      FileSystem.get(data, CONF)
          .copyFromLocalFile(
              new org.apache.hadoop.fs.Path(idx.toUri()), new org.apache.hadoop.fs.Path(data));
      URI store = server.uri().resolve("/store");
      String[] job = SampleTraining.job(data, store, "--config", everyRound.toString());
      Submission submission =
          Submission.to("local-cluster[2,1,1024]", directory)
              .with("--executor-memory", "1g", "--conf", "spark.executor.memory=1g");

      try (Running training = submission.start(job)) {
        training.awaitError(SampleTraining.BEGUN);
        server.stopDataNode(0);
        // The end of the round that was going on, and of one with its checkpoint on what is left.
        training.awaitError(SampleTraining.BEGUN);
        training.awaitError(SampleTraining.BEGUN);
        training.kill();
      }
      Ended resumed = submission.launch(job);

      assertThat(resumed.errors()).contains("resuming in epoch 1 after round ");
      JsonNode result = Submission.result(resumed);
      assertThat(result.get("model_hash").asText()).isEqualTo(hash);
      assertThat(SampleTraining.executors(result)).hasSize(15);
      StoredVersion version =
          ModelStore.at(new org.apache.hadoop.fs.Path(store), CONF)
              .version(result.get("version").asText());
      assertThat(version.load(CONF).parameterHash()).isEqualTo(hash);
    }
  }
}
