package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import mnist.jobs.processes.Processes.Ended;
import mnist.testing.FaultyFileSystem;
import mnist.testing.SyntheticDigits;
import mnist.testing.Tmpfs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What surroundings do to a job: its exit code, and one line without a stack trace. */
class FailureIT {
  @TempDir Path directory;

  private Path data() throws Exception {
    return SyntheticDigits.writeDataset(directory.resolve("idx"), 20, 4, 1);
  }

  private static String[] ingest(Object input, Object output) {
    return new String[] {"ingest", "--input", input.toString(), "--output", output.toString()};
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local-cluster[2,1] | 1g | Cannot start Spark: Could not parse Master URL",
        "spark://nowhere | 1g | Cannot start Spark: Invalid master URL: spark://nowhere",
        "local[1] | 256m | Cannot start Spark: System memory ",
      })
  void whatSparkCannotStartWith(String master, String memory, String message) throws Exception {
    Ended ended =
        Submission.to(master, directory, "--driver-memory", memory)
            .launch(ingest(directory.resolve("none"), directory.resolve("output")));

    assertThat(Submission.failure(ended, 2)).startsWith("error: " + message);
    assertThat(ended.errors()).doesNotContain("Exception");
  }

  @Test
  void anAddressThatIsNotThisMachines() throws Exception {
    Ended ended =
        Submission.to("local[1]", directory, "--conf", "spark.driver.bindAddress=203.0.113.7")
            .launch(ingest(directory.resolve("none"), directory.resolve("output")));

    assertThat(Submission.failure(ended, 2)).contains("address");
    assertThat(ended.errors()).doesNotContain("Exception");
  }

  @Test
  void aLocalDirectoryThatCannotBeMade() throws Exception {
    Ended ended =
        Submission.to("local[1]", directory, "--conf", "spark.local.dir=/proc/none")
            .launch(ingest(directory.resolve("none"), directory.resolve("output")));

    assertThat(Submission.failure(ended, 2))
        .startsWith("error: Cannot start Spark: it can't write into /proc/none: ");
  }

  @Test
  void storageThatNobodyServes() throws Exception {
    int refused;
    try (ServerSocket socket = new ServerSocket(0)) {
      refused = socket.getLocalPort();
    }
    Ended ended =
        Submission.to(
                "local[1]", directory, "--conf", "spark.hadoop.ipc.client.connect.max.retries=0")
            .launch(ingest("hdfs://127.0.0.1:" + refused + "/idx", directory.resolve("output")));

    assertThat(Submission.failure(ended, 4)).contains("Connection refused");
  }

  @Test
  void aDiskThatIsFull() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory.resolve("disk"), 24)) {
      Path output = disk.path().resolve("output");

      Ended ended = Submission.to("local[2]", directory).launch(ingest(data(), output));

      assertThat(Submission.failure(ended, 4))
          .contains("No space left on device")
          .endsWith("free some space there and run again");
      assertThat(output).doesNotExist();
    }
  }

  @Test
  void executorsThatAreKilledTooOften() throws Exception {
    Ended ended =
        Submission.to("local-cluster[1,1,1024]", directory)
            .onFaultyStorage()
            .with(
                "--conf",
                "spark.executor.memory=1g",
                "--conf",
                "spark.task.maxFailures=2",
                "--conf",
                "spark.hadoop." + FaultyFileSystem.DEADLY + "=true")
            .launch(ingest(FaultyFileSystem.path(data()), directory.resolve("output")));

    assertThat(Submission.failure(ended, 4))
        .startsWith("error: Executors were lost more often than Spark tries again: ");
    assertThat(directory.resolve("output")).doesNotExist();
  }
}
