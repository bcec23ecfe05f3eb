package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import mnist.jobs.processes.Processes.Ended;
import mnist.testing.FaultyFileSystem;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scoring whose driver is killed at any step goes on in another layout to the same bytes. */
class ScoreKillsIT {

  @TempDir private static Path shared;
  private static Path table;
  private static String conf;
  private static SortedMap<String, String> whole;

  @TempDir private Path directory;

  @BeforeAll
  static void scoreWithoutKills() throws Exception {
    table = SampleScoring.writeTable(shared.resolve("table"));
    conf = SampleScoring.writeConf(shared).toString();
    Submission.to("local[2]", shared).done(job(shared.resolve("whole")));
    whole = SampleScoring.published(shared.resolve("whole"));
  }

  private static String[] job(Object output) {
    return SampleScoring.job(table, output, "--config", conf);
  }

  /**
   * @param halt what the driver is about to do when it is killed
   * @param done parts that are recorded by then
   */
  @ParameterizedTest
  @CsvSource({
    "'.*/files\\.gz', 0",
    "'.*/output/_progress/\\.tmp-[^/]*/predictions', 0",
    "'.*/output/_progress/\\.tmp-[^/]*/copies/[0-9]+', 0",
    "'.*/done/\\.00000001\\.json.*', 0",
    "'.*/output/rejects', 0",
    "'.*/done/\\.00000002\\.json.*', 2",
    "'.*/output/rejects/_SUCCESS', 6",
    "'.*/\\.ended\\.json.*', 6"
  })
  void killedDriverChangesNothing(String halt, int done) throws Exception {
    Path output = directory.resolve("output");
    Object faulty = FaultyFileSystem.path(output);
    Ended killed =
        Submission.to("local[1]", directory)
            .onFaultyStorage()
            .with("--conf", "spark.hadoop." + FaultyFileSystem.HALT_AT + "=" + halt)
            .launch(job(faulty));
    assertThat(killed.code()).as(killed.errors()).isEqualTo(137);

    JsonNode result = Submission.to("local[3]", directory).onFaultyStorage().done(job(faulty));

    assertThat(SampleScoring.published(output)).isEqualTo(whole);
    SampleScoring.assertNoLeftovers(output);
    assertThat(result.get("parts_found_done").asInt()).isEqualTo(done);
    assertThat(result.get("rows").asInt()).isEqualTo(SampleScoring.FILES * SampleScoring.ROWS);
  }

  @Test
  void killedExecutorsChangeNothing() throws Exception {
    Path output = directory.resolve("output");
    Running running =
        Submission.to("local-cluster[2,1,1024]", directory, "--conf", "spark.executor.memory=1g")
            .start(job(output));
    running.awaitError("score " + table);
    List<ProcessHandle> executors = running.descendants("CoarseGrainedExecutorBackend");
    executors.get(0).destroyForcibly();

    Submission.result(running.await());

    assertThat(SampleScoring.published(output)).isEqualTo(whole);
  }

  @Test
  void aSecondProcessIsToldOfTheFirst() throws Exception {
    Path output = directory.resolve("output");
    try (Running first = Submission.to("local[1]", directory).start(job(output))) {
      first.awaitError("score " + table);
      first.signal("STOP");

      Ended second = Submission.to("local[2]", directory).launch(job(output));

      assertThat(Submission.mistake(second))
          .matches(".* process [0-9]+ on .* has been working there since .*");
      first.signal("CONT");
      Submission.result(first.await());
    }
    assertThat(SampleScoring.published(output)).isEqualTo(whole);
    SampleScoring.assertNoLeftovers(output);
  }

  /** Of which nobody here can know that it lives. */
  @Test
  void aProcessOnAnotherMachineIsTakenOverFromAndEnds() throws Exception {
    Path output = directory.resolve("output");
    try (Running first = Submission.to("local[1]", directory).start(job(output))) {
      first.awaitError("score " + table);
      first.signal("STOP");
      Path owner = output.resolve("_progress/owner-00000001.json");
      Files.writeString(
          owner, Files.readString(owner).replaceAll("\"host\".*", "\"host\": \"elsewhere\","));

      JsonNode result = Submission.to("local[2]", directory).done(job(output));

      first.signal("CONT");
      Ended ended = first.await();
      assertThat(ended.code()).as(ended.errors()).isEqualTo(2);
      assertThat(ended.errors())
          .contains("error: Cannot go on in file:" + output)
          .contains("another process has taken the run over; leave it to that one");
      assertThat(new ObjectMapper().readTree(output.resolve("result.json").toFile()))
          .isEqualTo(result);
    }
    assertThat(SampleScoring.published(output)).isEqualTo(whole);
    SampleScoring.assertNoLeftovers(output);
  }

  @Test
  void anInterruptedRunWithoutAnOutputSaysHowToGoOn() throws Exception {
    Running running =
        Submission.to("local[1]", directory)
            .start(
                "score",
                "--input",
                table.toString(),
                "--model",
                SampleScoring.MODEL,
                "--prepare",
                "none",
                "--config",
                conf);
    running.awaitError("score " + table);
    running.interrupt();

    Ended ended = running.await();

    assertThat(ended.code()).isEqualTo(130);
    String stopped =
        ended
            .errors()
            .lines()
            .filter(line -> line.startsWith("stopped: "))
            .findFirst()
            .orElseThrow();
    assertThat(stopped)
        .matches(
            "stopped: score was stopped; the same command with --output \\S+ goes on from there");
    Path output = Path.of(stopped.replaceAll(".*--output (\\S+) goes.*", "$1"));
    Submission.to("local[2]", directory)
        .done(
            "score",
            "--input",
            table.toString(),
            "--model",
            SampleScoring.MODEL,
            "--prepare",
            "none",
            "--config",
            conf,
            "--output",
            output.toString());
    assertThat(Files.exists(output.resolve("_progress/ended.json"))).isTrue();
    FileUtils.deleteDirectory(output.toFile());
  }
}
