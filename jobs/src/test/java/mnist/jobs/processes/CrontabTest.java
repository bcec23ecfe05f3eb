package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of {@code conf/schedule/crontab}, with stand-ins for all that it starts. */
class CrontabTest {
  @TempDir Path directory;

  /** Notes how it was called; spark-submit ends with the codes of a file, one line per call. */
  @BeforeEach
  void makeStandIns() throws IOException {
    program("bin/spark-submit", "read -r code < codes; sed -i 1d codes; exit $code");
    program("path/sleep", ":");
    // Its own arguments are -n and the lock.
    program("path/flock", "shift 2; exec \"$@\"");
  }

  private void program(String name, String body) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\necho \"${0##*/} $1\" >> calls\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private int run(String codes) throws IOException, InterruptedException {
    Files.writeString(directory.resolve("codes"), codes.replace(' ', '\n') + "\n");
    String line =
        Files.readAllLines(Path.of("../conf/schedule/crontab")).stream()
            .filter(l -> l.startsWith("30 2 * * *"))
            .findFirst()
            .get();
    // To cron, that would be a line's end.
    assertThat(line).doesNotContain("%");
    String command = line.replaceFirst("^30 2 \\* \\* \\*", "").replaceFirst(" >> .*", "");
    return Processes.run(
            directory,
            Map.of(
                "SPARK_HOME", directory.toString(),
                "MNIST_SPARK", "/opt/mnist-spark",
                "DATA", "hdfs:///mnist/images",
                "STORE", "hdfs:///mnist/models",
                "PATH", directory.resolve("path") + ":" + System.getenv("PATH")),
            List.of("/bin/bash", "-c", command))
        .code();
  }

  private String calls() throws IOException {
    return String.join(", ", Files.readAllLines(directory.resolve("calls")));
  }

  @Test
  void aNightThatWorksIsOneRun() throws Exception {
    assertThat(run("0")).isZero();
    assertThat(calls()).isEqualTo("flock -n, spark-submit --master");
  }

  @Test
  void surroundingsThatFailAndAKillAreTriedAgain() throws Exception {
    assertThat(run("4 137 0")).isZero();
    assertThat(calls())
        .isEqualTo(
            "flock -n, spark-submit --master, sleep 1m, spark-submit --master, sleep 10m,"
                + " spark-submit --master");
  }

  @Test
  void butNotForEver() throws Exception {
    assertThat(run("4 4 4 4 4")).isEqualTo(4);
    assertThat(calls()).endsWith("sleep 60m, spark-submit --master");
  }

  @Test
  void aMistakeWaitsForSomebody() throws Exception {
    assertThat(run("2 0")).isEqualTo(2);
    assertThat(calls()).isEqualTo("flock -n, spark-submit --master");
  }
}
