package mnist.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MainTest {

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return Main.run(
        arguments,
        new PrintStream(results, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  private void assertMistake(int code, String message) {
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("error: " + message + "\n");
    assertThat(results.size()).isZero();
    assertThat(code).isEqualTo(2);
  }

  @Test
  void namesTheContendersForAnUnknownOne() {
    assertMistake(
        run("--contenders", "spark,sprak"),
        "--contenders must be of spark, spark-onnxruntime, spark-uncounted, spark-one-worker,"
            + " spark-robust-augmentation, process, dl4j, dl4j-spark, djl, onnxruntime, decoder,"
            + " but was sprak; did you mean spark?");
  }

  @Test
  void namesTheTasksForAnUnknownOne() {
    assertMistake(
        run("--tasks", "fly"), "--tasks must be of train, score, score-files, but was fly");
  }

  @Test
  void namesTheNetworksThatAllContendersHave() {
    assertMistake(
        run("--architecture", "vgg"), "--architecture must be of reference, lenet, but was vgg");
  }

  @Test
  void refusesMoreCoresThanThereAre() {
    int cores = Runtime.getRuntime().availableProcessors();

    assertMistake(
        run("--cores", "4096"),
        "--cores must be at most " + cores + ", which this machine has, but was 4096");
  }

  @Test
  void aColdStartNeedsTheLauncher() {
    assertMistake(
        run("--cold-start"),
        "Cannot measure whole jobs: the launcher that starts them isn't known; give --cold-start,"
            + " --app and --scale to jobs/bin/submit bench");
  }

  @Test
  void aSeasonNeedsADirectoryToGoOnIn() {
    assertMistake(
        run("--season", "8"),
        "--output must be a directory, in which the same command goes on, but was not given");
  }

  @Test
  void pointsToTheHelpForAnUnknownOption() {
    assertMistake(
        run("--contender"), "Unknown option: '--contender'; bench --help lists the options");
  }

  @Test
  void helpGoesToStandardOutputWithDefaults() {
    assertThat(run("--help")).isZero();
    assertThat(results.toString(StandardCharsets.UTF_8))
        .contains("jobs/bin/submit bench [options]")
        .contains("(default: 5)")
        .contains("(default: 25600)");
    assertThat(errors.size()).isZero();
  }
}
