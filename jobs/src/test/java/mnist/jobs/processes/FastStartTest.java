package mnist.jobs.processes;

import static mnist.jobs.processes.LauncherProject.makeProgram;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mnist.jobs.processes.Processes.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher makes an archive of classes, and which jobs get it. */
class FastStartTest {
  private static final String MAKING =
      "Preparing faster starts, once for this Java and Spark; half a minute\n";

  /** Writes an archive where that is asked for, and otherwise prints the driver's options. */
  private static final String SPARK_SUBMIT =
      """
      #!/bin/sh
      for argument in "$@"; do
        case $argument in
          *ArchiveClassesAtExit=*) file=${argument##*ArchiveClassesAtExit=}; echo archived > "${file%?}"; exit ;;
        esac
      done
      printf '%s\\n' "$SPARK_SUBMIT_OPTS"
      """;

  @TempDir Path directory;
  private LauncherProject made;
  private Path archives;

  @BeforeEach
  void makeProject() throws IOException {
    made = new LauncherProject(directory, SPARK_SUBMIT);
    Files.createDirectories(made.project.resolve("pipeline/docs/samples/letters"));
    archives = made.jar.resolveSibling("archives");
  }

  private List<Path> archived() throws IOException {
    try (Stream<Path> files = Files.list(archives)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }

  private Path onlyArchive() throws IOException {
    assertThat(archived()).hasSize(1);
    return archived().get(0);
  }

  private static String given(Path archive) {
    return "\"-XX:SharedArchiveFile=" + archive + "\" -Xlog:cds*=off \n";
  }

  @Test
  void isMadeOnceAndGivenToEachJob() throws Exception {
    Ended first = made.submit("train");
    Ended second = made.submit("score");

    assertThat(first.errors()).isEqualTo(MAKING);
    assertThat(first.output()).isEqualTo(given(onlyArchive()));
    assertThat(onlyArchive()).hasContent("archived");
    assertThat(second.errors()).isEmpty();
    assertThat(second.output()).isEqualTo(first.output());
    assertThat(made.submit("--master", "local-cluster[1,1,1024]", "train").output())
        .isEqualTo(first.output());
    try (Stream<Path> left = Files.list(archives)) {
      assertThat(left).as("nothing but the archive and what the rehearsal said").hasSize(2);
    }
  }

  @Test
  void isMadeAnewForOtherJarsInPlaceOfTheOldOne() throws Exception {
    made.submit("train");
    Path old = onlyArchive();
    Files.writeString(made.spark.resolve("jars/another.jar"), "");

    assertThat(made.submit("train").errors()).isEqualTo(MAKING);
    assertThat(onlyArchive()).isNotEqualTo(old);
  }

  @Test
  void isKeptForEachSpark() throws Exception {
    made.submit("train");
    Path other =
        LauncherProject.makeSpark(
            directory.resolve("other"), LauncherProject.SPARK_CORE, SPARK_SUBMIT);
    made.environment.put("SPARK_HOME", other.toString());

    assertThat(made.submit("train").errors()).isEqualTo(MAKING);
    made.environment.put("SPARK_HOME", "");
    assertThat(made.submit("train").errors()).isEmpty();
    assertThat(archived()).hasSize(2);
  }

  /** 137 is what is left of a process that was killed for its memory. */
  @ParameterizedTest
  @ValueSource(ints = {1, 137})
  void ofAFailureOneJobTellsAndAllRun(int code) throws Exception {
    makeProgram(
        made.spark.resolve("bin/spark-submit"),
        SPARK_SUBMIT.replace(
            "echo archived > \"${file%?}\"; exit", "echo no memory; exit " + code));

    Ended first = made.submit("train");

    assertThat(first.errors())
        .isEqualTo(
            MAKING
                + "warning: Jobs will start some seconds later than they could, see "
                + archives.resolve("rehearsal.log")
                + "; delete "
                + archives
                + " to try again\n");
    assertThat(archives.resolve("rehearsal.log")).hasContent("no memory");
    assertThat(first.output()).isEqualTo("\n");
    assertThat(made.submit("train")).isEqualTo(new Ended(0, "\n", ""));
  }

  @Test
  void whoStopsItsMakingStopsTheJobAndHasItMadeTheNextTime() throws Exception {
    Path sparkSubmit = made.spark.resolve("bin/spark-submit");
    makeProgram(
        sparkSubmit, SPARK_SUBMIT.replace("echo archived > \"${file%?}\"; exit", "exit 130"));

    assertThat(made.submit("train")).isEqualTo(new Ended(130, "", MAKING));
    makeProgram(sparkSubmit, SPARK_SUBMIT);
    assertThat(made.submit("train").output()).isEqualTo(given(onlyArchive()));
  }

  /** Those who wait for it would wait longer than it spares them. */
  @Test
  void whileAnotherLauncherMakesItJobsStartWithout() throws Exception {
    Path waiting = directory.resolve("waiting");
    makeProgram(
        made.spark.resolve("bin/spark-submit"),
        SPARK_SUBMIT.replace(
            "echo archived",
            "while [ ! -e '" + waiting + "' ]; do sleep 0.1; done; echo archived"));

    try (Running first =
        Processes.start(directory, made.environment, List.of(made.launcher.toString(), "train"))) {
      first.awaitError("Preparing");
      assertThat(made.submit("train")).isEqualTo(new Ended(0, "\n", ""));
      Files.writeString(waiting, "");

      assertThat(first.await().output()).isEqualTo(given(onlyArchive()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MNIST_SPARK_ARCHIVE, off",
    "JAVA_TOOL_OPTIONS, -Da=b",
    "JDK_JAVA_OPTIONS, -Da=b",
    "_JAVA_OPTIONS, -Da=b"
  })
  void isNotMadeWhere(String variable, String value) throws Exception {
    made.environment.put(variable, value);

    assertThat(made.submit("train").output()).isEqualTo("\n");
    assertThat(archives).doesNotExist();
  }

  /** Java 17 crashes with both: JDK-8343427. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-javaagent:a.jar",
        "-Da=b -agentpath:/a.so",
        "-XX:StartFlightRecording",
        "-XX:Flags=file"
      })
  void isNotGivenToAJavaWhoseClassesAreLookedAt(String option) throws Exception {
    String without = "\n";
    assertThat(made.submit("train").output()).isEqualTo(given(onlyArchive()));

    assertThat(made.submit("--driver-java-options", option, "train").output()).isEqualTo(without);
    made.environment.put("SPARK_SUBMIT_OPTS", option);
    assertThat(made.submit("score").output()).isEqualTo(option + without);
    made.environment.put("SPARK_SUBMIT_OPTS", "");
    Files.writeString(
        made.spark.resolve("conf/spark-defaults.conf"),
        "spark.driver.extraJavaOptions -Dc=d " + option + "\n");
    assertThat(made.submit("score").output()).isEqualTo(without);
  }

  @Test
  void isNotMadeForAGlanceOrForDriversThatDoNotTakeIt() throws Exception {
    made.submit("doctor");
    made.submit("--master", "spark://a:7077", "train");
    made.submit("--driver-class-path", "a.jar", "train");

    assertThat(archives).doesNotExist();
  }

  @Test
  void isNotMadeWithoutWhatItRehearses() throws Exception {
    Files.delete(made.project.resolve("pipeline/docs/samples/letters"));

    assertThat(made.submit("train")).isEqualTo(new Ended(0, "\n", ""));
  }
}
