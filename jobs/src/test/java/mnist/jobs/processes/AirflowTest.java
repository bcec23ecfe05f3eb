package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The DAG of {@code conf/schedule/airflow.py}, run by a stand-in for Airflow and with a stand-in
 * for spark-submit.
 */
class AirflowTest {
  private static final Path STAND_IN = Path.of("src/test/resources/mnist/jobs/airflow");
  private static final String PROMOTED =
      "0 {\"code\":0,\"outcome\":\"promoted\",\"champion\":\"v0002\",\"reason\":\"it passes\"}\n";
  private static final String RETRAIN =
      "retrain --data hdfs:///mnist/landing/2026-11-29 --store hdfs:///mnist/models";
  private static final String SCORE =
      "score --input hdfs:///mnist/landing/2026-11-29 --model hdfs:///mnist/models"
          + " --output hdfs:///mnist/predictions/2026-11-29";
  private static final String SCORED = "0 {\"code\":0}\n";

  @TempDir Path directory;

  /** Notes the job; each call takes a line of answers: its exit code, and what it prints. */
  @BeforeEach
  void makeSparkSubmit() throws IOException {
    makeHdfs("echo hdfs:///mnist/landing/2026-11-28; echo hdfs:///mnist/landing/2026-11-29");
    program(
        "bin/spark-submit",
        """
        #!/bin/bash
        cd "${0%/*}/.."
        until [[ $1 == *.jar ]]; do shift; done
        shift
        echo "$*" >> calls
        read -r code answer < answers
        sed -i 1d answers
        echo "$answer"
        exit "$code"
        """);
  }

  private void program(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /** What hdfs does, if it is asked for a list of the nights. */
  private void makeHdfs(String lines) throws IOException {
    program(
        "path/hdfs",
        """
        #!/bin/bash
        [[ $* == 'dfs -ls -C hdfs:///mnist/landing' ]] || { echo "called with $*" >&2; exit 255; }
        %s
        """
            .formatted(lines));
  }

  private String run(String answers) throws IOException, InterruptedException {
    assumeTrue(hasPython(), "there is no python3");
    Files.writeString(directory.resolve("answers"), answers);
    Processes.Ended ended =
        Processes.run(
            directory,
            Map.of(
                "SPARK_HOME",
                directory.toString(),
                "PATH",
                directory.resolve("path") + ":" + System.getenv("PATH"),
                "PYTHONPATH",
                STAND_IN.toAbsolutePath().toString(),
                "PYTHONDONTWRITEBYTECODE",
                "1"),
            List.of(
                "python3",
                STAND_IN.resolve("run_dag.py").toAbsolutePath().toString(),
                Path.of("../conf/schedule/airflow.py").toAbsolutePath().toString(),
                "2026-11-29"));
    assertThat(ended.code()).as(ended.errors()).isZero();
    return ended.errors();
  }

  private boolean hasPython() throws InterruptedException {
    try {
      return Processes.run(directory, Map.of(), List.of("python3", "--version")).code() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(directory.resolve("calls"));
  }

  @Test
  void aNightExaminesRetrainsAndScores() throws Exception {
    String said = run(PROMOTED + PROMOTED + PROMOTED);

    assertThat(calls()).containsExactly(RETRAIN + " --dry-run", RETRAIN, SCORE);
    assertThat(said).contains("ran promoted", "ran score", "succeeded the night");
  }

  @Test
  void whatCameInIsScoredByTheOldChampionToo() throws Exception {
    String kept = "0 {\"code\":0,\"outcome\":\"nothing_to_do\",\"champion\":\"v0001\"}\n";

    String said = run(kept + kept + SCORED);

    assertThat(calls()).hasSize(3);
    assertThat(said).contains("ran score", "skipped promoted", "succeeded the night");
  }

  @Test
  void aNightWithoutADirectoryEndsThere() throws Exception {
    makeHdfs("echo hdfs:///mnist/landing/2026-11-28; echo hdfs:///mnist/landing/2026-11-290");

    assertThat(run(""))
        .contains("ran came_in", "skipped examine", "skipped score", "succeeded the night");
    assertThat(directory.resolve("calls")).doesNotExist();
  }

  /** As Hadoop's shell ends by every failure, and by what isn't there as well. */
  @Test
  void storageThatFailsIsTriedAgain() throws Exception {
    makeHdfs("echo 'ls: Call failed: Connection refused' >&2; exit 1");

    assertThat(run("4 \n"))
        .contains("failed came_in\nAirflowException hdfs:///mnist/landing can't be listed")
        .contains("upstream_failed retrain", "failed the night")
        .doesNotContain("AirflowFailException");
  }

  @Test
  void aRefusedDeliveryWaitsForSomebodyAndIsScored() throws Exception {
    String said =
        run("2 {\"code\":2,\"problem\":\"Cannot retrain\",\"status\":\"failed\"}\n" + SCORED);

    assertThat(calls()).containsExactly(RETRAIN + " --dry-run", SCORE);
    assertThat(said)
        .contains("AirflowFailException retrain: exit code 2: {")
        .contains("Cannot retrain")
        .contains("upstream_failed retrain", "ran score", "failed the night");
  }

  @Test
  void surroundingsThatFailAreTriedAgain() throws Exception {
    String said = run("4 {\"code\":4,\"problem\":\"no slot\",\"status\":\"failed\"}\n" + SCORED);

    assertThat(said).contains("AirflowException retrain").doesNotContain("AirflowFailException");
  }

  @Test
  void aKilledJobIsTriedAgain() throws Exception {
    assertThat(run(PROMOTED + "137 \n" + SCORED))
        .contains("failed retrain\nAirflowException retrain: killed (exit code 137)")
        .contains("ran score", "upstream_failed promoted", "failed the night")
        .doesNotContain("AirflowFailException");
  }
}
