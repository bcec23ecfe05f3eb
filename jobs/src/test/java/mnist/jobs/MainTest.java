package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.InvalidInputException;
import mnist.jobs.runner.StageSettings;
import org.apache.spark.api.java.function.ForeachFunction;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes and what stands on standard output and standard error. */
@ExtendWith(LocalMaster.class)
class MainTest {
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private ProbeJob.Failure failure = context -> {};

  @AfterEach
  void forgetTheMemory() {
    System.clearProperty("spark.executor.memory");
  }

  private int run(String... arguments) {
    return Main.run(
        arguments,
        List.of(new ProbeJob(failure)),
        new PrintStream(results, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  private String results() {
    return results.toString(StandardCharsets.UTF_8);
  }

  private JsonNode result() throws IOException {
    assertThat(results().lines()).hasSize(1);
    return new ObjectMapper().readTree(results());
  }

  private String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  @Test
  void printsTheResultInOneLineAndWritesItToTheOutput(@TempDir Path output) throws IOException {
    assertThat(run("probe", "--output", output.toString(), "--epochs", "3")).isZero();

    assertThat(results().lines()).hasSize(1);
    JsonNode result = new ObjectMapper().readTree(results());
    assertThat(result.get("job").asText()).isEqualTo("probe");
    assertThat(result.get("status").asText()).isEqualTo("done");
    assertThat(result.get("count").asInt()).isEqualTo(10);
    assertThat(result.get("epochs").asInt()).isEqualTo(3);
    assertThat(result.get("path").asText()).isEqualTo("file:" + output);
    assertThat(result.get("elapsed_s").isNumber()).isTrue();
    assertThat(new ObjectMapper().readTree(output.resolve("result.json").toFile()))
        .isEqualTo(result);
  }

  @Test
  void aMistakeIsOneLineAndExitCode2(@TempDir Path output) throws IOException {
    failure =
        context -> {
          throw new InvalidInputException("x.y", "Cannot read x: it is empty", "fill it", null);
        };

    assertThat(run("probe", "--output", output.toString())).isEqualTo(2);
    assertThat(errors()).isEqualToIgnoringNewLines("error: Cannot read x: it is empty; fill it");
    JsonNode result = result();
    assertThat(result.get("status").asText()).isEqualTo("failed");
    assertThat(result.get("code").asInt()).isEqualTo(2);
    assertThat(result.get("problem").asText()).isEqualTo("Cannot read x: it is empty");
    assertThat(result.get("remedy").asText()).isEqualTo("fill it");
    assertThat(result.get("setting").asText()).isEqualTo("x.y");
    assertThat(output).isEmptyDirectory();
  }

  @Test
  void aMistakeFoundOnAnExecutorIsOneLineToo(@TempDir Path output) {
    failure =
        context -> {
          ForeachFunction<Long> refuse =
              n -> {
                throw new InvalidInputException("Invalid record " + n, "leave it out");
              };
          context.spark().createDataset(List.of(7L), Encoders.LONG()).foreach(refuse);
        };

    assertThat(run("probe", "--output", output.toString())).isEqualTo(2);
    assertThat(errors()).isEqualToIgnoringNewLines("error: Invalid record 7; leave it out");
  }

  @Test
  void anythingElseIsABugWithItsStackTrace(@TempDir Path output) throws IOException {
    failure =
        context -> {
          throw new IllegalStateException("this can't be");
        };

    assertThat(run("probe", "--output", output.toString())).isEqualTo(3);
    assertThat(result().get("code").asInt()).isEqualTo(3);
    assertThat(result().get("problem").asText())
        .isEqualTo("java.lang.IllegalStateException: this can't be");
    assertThat(errors())
        .startsWith("error: a bug; ")
        .contains("java.lang.IllegalStateException: this can't be")
        .contains("\tat mnist.jobs.");
  }

  @Test
  void saysThatSparksOptionsStandBeforeTheJob() {
    assertThat(run("probe", "--output", "x", "--master", "local[1]")).isEqualTo(2);
    assertThat(errors())
        .isEqualToIgnoringNewLines(
            "error: Unknown option --master of probe; it is spark-submit's: give it before the job,"
                + " as in jobs/bin/submit --master VALUE probe");
  }

  @Test
  void endsWithWhatPeopleWantToKnow(@TempDir Path output) {
    assertThat(run("probe", "--output", output.toString())).isZero();

    assertThat(errors().lines()).containsExactly("counted to 10", "next: probe --output " + output);
  }

  @Test
  void aFaultThatMayPassIsOneLineAndExitCode4(@TempDir Path output) throws IOException {
    failure =
        context -> {
          context.take(context.path(output.toString()));
          throw new SocketTimeoutException("60000 millis");
        };

    assertThat(run("probe", "--output", output.toString())).isEqualTo(4);
    assertThat(errors())
        .isEqualToIgnoringNewLines(
            "error: Storage failed: 60000 millis (SocketTimeoutException); check that the storage"
                + " answers, and run again");
    assertThat(result().get("code").asInt()).isEqualTo(4);
    // The job had taken the output, so that it says there what became of it.
    assertThat(new ObjectMapper().readTree(output.resolve("result.json").toFile()))
        .isEqualTo(result());
  }

  @Test
  void anOutputThatIsNotThereIsNotMadeForAFailure(@TempDir Path directory) {
    Path output = directory.resolve("output");
    failure =
        context -> {
          context.take(context.path(output.toString()));
          throw new SocketTimeoutException("60000 millis");
        };

    assertThat(run("probe", "--output", output.toString())).isEqualTo(4);
    assertThat(output).doesNotExist();
  }

  @Test
  void namesTheNearestOption() {
    assertThat(run("probe", "--output", "x", "--epoch", "3")).isEqualTo(2);
    assertThat(errors())
        .isEqualToIgnoringNewLines(
            "error: Unknown option --epoch of probe; did you mean --epochs?");
  }

  @Test
  void namesTheOptionThatIsMissingOrMistyped() {
    assertThat(run("probe")).isEqualTo(2);
    assertThat(run("probe", "--output", "x", "--epochs", "many")).isEqualTo(2);
    assertThat(errors().lines())
        .containsExactly(
            "error: Missing required option: '--output=<output>'; probe --help lists the options",
            "error: Invalid value for option '--epochs': 'many' is not an int; probe --help lists"
                + " the options");
  }

  @Test
  void namesTheJobsThereAre() {
    assertThat(run("prob")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(errors().lines())
        .containsExactly(
            "error: Unknown job 'prob'; expected one of: probe",
            "error: No job given; expected one of: probe");
  }

  @Test
  void reportsSettingsBeforeSparkStarts(@TempDir Path directory) throws IOException {
    Path config = Files.writeString(directory.resolve("my.conf"), "sede = 3");

    assertThat(run("probe", "--output", "x", "--config", config.toString())).isEqualTo(2);
    assertThat(errors())
        .isEqualToIgnoringNewLines(
            "error: Unknown setting 'sede' in " + config + ":1; did you mean 'seed'?");
  }

  @Test
  void aSettingOutOfBoundsIsToldWithItsPlace(@TempDir Path directory) throws IOException {
    Path config = Files.writeString(directory.resolve("my.conf"), "\ntrain.epochs = 0");
    failure = context -> StageSettings.training(context.settings());

    assertThat(run("probe", "--output", "x", "--config", config.toString())).isEqualTo(2);
    assertThat(errors())
        .isEqualToIgnoringNewLines(
            "error: train.epochs must be 1 or more, but was 0 in " + config + ":2");
  }

  @Test
  void aMasterThatSparkDoesNotKnowIsTheUsersMistake() {
    System.setProperty("spark.master", "locale");

    assertThat(run("probe", "--output", "x")).isEqualTo(2);
    assertThat(errors())
        .startsWith("error: Cannot start Spark: ")
        .contains("Could not parse Master URL: 'locale'");
  }

  @Test
  void executorsTooLargeForTheirWorkersAreTheUsersMistake() {
    System.setProperty("spark.master", "local-cluster[1,1,1024]");
    System.setProperty("spark.executor.memory", "2g");

    assertThat(run("probe", "--output", "x")).isEqualTo(2);
    assertThat(errors())
        .startsWith("error: Cannot start Spark: ")
        .contains("Asked to launch cluster with 1024 MiB/worker but requested 2048 MiB/executor; ")
        .contains("--conf spark.executor.memory");
  }

  @Test
  void helpGoesToStandardOutputWithDefaults() {
    assertThat(run("probe", "--help")).isZero();
    assertThat(run("--help")).isZero();
    assertThat(results())
        .contains("Epochs (default: 10).")
        .contains("(default: 42)")
        .contains("jobs/bin/submit [spark-submit options] JOB [job options]");
    assertThat(errors()).isEmpty();
  }

  @Test
  void aTaskThatRunsOutOfMemoryIsOneLineToo() {
    failure =
        context -> {
          ForeachFunction<Long> greedy =
              n -> {
                throw new OutOfMemoryError("Java heap space");
              };
          context.spark().createDataset(List.of(7L), Encoders.LONG()).foreach(greedy);
        };

    assertThat(run("probe", "--output", "x")).isEqualTo(2);
    assertThat(errors())
        .isEqualToIgnoringNewLines(
            "error: The driver ran out of memory: Java heap space; give it more by --driver-memory,"
                + " such as --driver-memory 6g");
  }

  /** As a master does that has no executors for it. */
  @Test
  void sparkThatIsStoppedUnderAJobIsTold() {
    failure = context -> context.spark().sparkContext().stop();

    assertThat(run("probe", "--output", "x")).isEqualTo(4);
    assertThat(errors())
        .contains(
            "error: Spark stopped while probe ran: local[2] has ended the application, as it does"
                + " when executors can't start or don't last, or is lost; see the log, and the"
                + " executors' logs for why, and run again\n")
        .doesNotContain("\tat ");
  }
}
