package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mnist.jobs.runner.Job;
import mnist.model.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  static Stream<String> jobs() {
    return Main.jobs().stream().map(Job::name);
  }

  private static String help(String... arguments) {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments,
            Main.jobs(),
            new PrintStream(results, true, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8));
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(code).isZero();
    return results.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyOptionOfEveryJobNamesItsDefault(String job) {
    // An option begins with two dashes; its description may go on in the next lines.
    String options = help(job, "--help").replaceAll("\\s+", " ");
    Matcher option =
        Pattern.compile(
                " (--(?!help)[a-z-]+)(?:=[A-Z]+)? (?=[A-Z])(.*?)(?= --[a-z-]+(?:=[A-Z]+)? [A-Z]| -h, --help|$)")
            .matcher(options.substring(options.indexOf(". ")));
    int found = 0;
    while (option.find()) {
      assertThat(option.group(2))
          .as(option.group(1))
          .containsPattern("\\(default: [^$)]+\\)|\\(no default\\)");
      found++;
    }
    assertThat(found).isGreaterThanOrEqualTo(3);
  }

  @Test
  void trainingNamesEveryArchitecture() {
    assertThat(help("train", "--help"))
        .contains(Stream.of(Architecture.values()).map(Architecture::label).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "train", "evaluate", "score", "pipeline"})
  void namesBothPlacesWhereOutputsGoByDefault(String job) {
    assertThat(help(job, "--help").replaceAll("\\s", ""))
        .contains("undertheproject'sruns;onaclusterorwithoutthelauncher,undermnist-spark-runs).");
  }

  @Test
  void listsTheJobs() {
    assertThat(help("--help")).contains(jobs().toArray(String[]::new));
  }

  @Test
  void theLauncherKnowsTheSameJobsAndTheBench() throws IOException {
    String launcher = Files.readString(Path.of("bin/submit"));

    assertThat(launcher).contains("JOBS='" + String.join(" ", jobs().toList()) + " bench'\n");
    assertThat(help("--help")).contains("bench");
  }
}
