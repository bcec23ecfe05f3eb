package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.jobs.processes.Processes.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, in a project of empty files with a spark-submit that prints its arguments. */
class LauncherTest {
  private static final String PRINT_ARGUMENTS =
      "#!/bin/sh\nfor argument in \"$@\"; do echo \"$argument\"; done\nexit 7\n";
  private static final String SPARK_CORE = "spark-core_2.12-3.5.6.jar";

  @TempDir Path directory;
  private Path project;
  private Path launcher;
  private Path jar;
  private Path spark;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makeProject() throws IOException {
    directory = directory.toRealPath();
    project = directory.resolve("my project");
    launcher = project.resolve("jobs/bin/submit");
    jar = project.resolve("jobs/target/mnist-spark.jar");
    Files.createDirectories(launcher.getParent());
    Files.copy(Path.of("bin/submit"), launcher);
    spark = makeSpark(project.resolve("jobs/target/spark"), SPARK_CORE);
    Files.writeString(jar, "");
    for (String name : List.of("SPARK_HOME", "SPARK_CONF_DIR", "MASTER", "SPARK_DRIVER_MEMORY")) {
      environment.put(name, "");
    }
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  private static Path makeSpark(Path home, String core) throws IOException {
    makeProgram(home.resolve("bin/spark-submit"), PRINT_ARGUMENTS);
    Files.createDirectories(home.resolve("jars"));
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(home.resolve("jars").resolve(core), "");
    return home;
  }

  private static void makeProgram(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ended submit(String... arguments) throws IOException, InterruptedException {
    return submit(launcher, arguments);
  }

  private Ended submit(Path program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return Processes.run(directory, environment, command);
  }

  private static void assertMistake(Ended ended, String message) {
    assertThat(ended.errors()).isEqualTo("error: " + message + "\n");
    assertThat(ended.output()).isEmpty();
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void addsMasterMemoryClassAndJarAndPassesTheExitCodeOn() throws Exception {
    Ended ended = submit("train", "--store", "a b", "--epochs", "3");

    assertThat(ended.output().lines())
        .containsExactly(
            "--master",
            "local[*]",
            "--driver-memory",
            "3g",
            "--driver-java-options",
            "-XX:TieredStopAtLevel=1",
            "--class",
            "mnist.jobs.Main",
            jar.toString(),
            "train",
            "--store",
            "a b",
            "--epochs",
            "3");
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.code()).isEqualTo(7);
  }

  @Test
  void takesSparkSubmitsOptionsBeforeTheJob() throws Exception {
    Ended ended =
        submit(
            "--name",
            "train",
            "--verbose",
            "--conf=spark.driver.memory=1g",
            "-c",
            "spark.x=a b",
            "evaluate",
            "--master");

    assertThat(ended.output().lines())
        .containsExactly(
            "--master",
            "local[*]",
            "--name",
            "train",
            "--verbose",
            "--conf=spark.driver.memory=1g",
            "-c",
            "spark.x=a b",
            "--class",
            "mnist.jobs.Main",
            jar.toString(),
            "evaluate",
            "--master");
  }

  @Test
  void takesAMasterGivenAsAPropertyOrInTheEnvironment() throws Exception {
    assertThat(submit("--conf", "spark.master=yarn", "train").output())
        .startsWith("--driver-memory\n3g\n--conf\nspark.master=yarn\n");
    environment.put("MASTER", "yarn");
    assertThat(submit("train").output()).startsWith("--driver-memory\n3g\n--class\n");
  }

  @Test
  void addsNothingThatSparksOwnSettingsGive() throws Exception {
    Files.writeString(
        spark.resolve("conf/spark-defaults.conf"),
        "spark.master local[3]\n  spark.driver.memory=1g\n");

    assertThat(submit("train").output()).startsWith("--class\n");
  }

  @Test
  void compilesQuicklyForTrainingInLocalModeAlone() throws Exception {
    String quickly = "--driver-java-options\n-XX:TieredStopAtLevel=1\n";
    for (String job : List.of("train", "retrain", "pipeline")) {
      assertThat(submit("--master", "local[2]", job).output()).contains(quickly);
    }
    assertThat(submit("--master", "local", "train").output()).contains(quickly);
    for (String job : List.of("score", "grid", "repeat")) {
      assertThat(submit(job).output()).doesNotContain(quickly);
    }
    assertThat(submit("--master", "local-cluster[2,1,1024]", "train").output())
        .doesNotContain(quickly);
    assertThat(submit("--master", "spark://a:7077", "train").output()).doesNotContain(quickly);
    assertThat(submit("--driver-java-options", "-Da=b", "train").output())
        .doesNotContain(quickly)
        .contains("--driver-java-options\n-Da=b\n");
    assertThat(submit("-c", "spark.driver.extraJavaOptions=-Da=b", "train").output())
        .doesNotContain(quickly);
    Files.writeString(
        spark.resolve("conf/spark-defaults.conf"), "spark.driver.defaultJavaOptions -Da=b\n");
    assertThat(submit("train").output()).doesNotContain(quickly);
  }

  @Test
  void readsThePropertiesFileThatTheUserNames() throws Exception {
    Path properties = Files.writeString(directory.resolve("p.conf"), "spark.master yarn\n");

    assertThat(submit("--properties-file", properties.toString(), "train").output())
        .startsWith("--driver-memory\n3g\n--properties-file\n");
  }

  @Test
  void worksThroughASymbolicLinkFromAnyDirectory() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("run it"), launcher);

    Ended ended = submit(link, "train");

    assertThat(ended.errors()).isEmpty();
    assertThat(ended.output()).contains(jar.toString());
  }

  @Test
  void tellsTheJobsWhereTheProjectIs() throws Exception {
    makeProgram(
        spark.resolve("bin/spark-submit"),
        "#!/bin/sh\necho \"$MNIST_SPARK_HOME|$SPARK_HOME|$OMP_NUM_THREADS|$MNIST_SPARK_TERMINAL\"\n");
    environment.put("OMP_NUM_THREADS", "");

    assertThat(submit("train").output()).isEqualTo(project + "|" + spark + "|1|\n");
  }

  @Test
  void usesTheSparkOfSparkHome() throws Exception {
    Path other = makeSpark(directory.resolve("other spark"), "spark-core_2.12-3.5.1.jar");
    makeProgram(other.resolve("bin/spark-submit"), "#!/bin/sh\necho other\n");
    environment.put("SPARK_HOME", other.toString());

    assertThat(submit("train").output()).isEqualTo("other\n");
  }

  @Test
  void refusesASparkHomeWithoutSpark() throws Exception {
    environment.put("SPARK_HOME", directory.resolve("none").toString());

    assertMistake(
        submit("train"),
        "SPARK_HOME must be a Spark 3.5 directory with bin/spark-submit, but was "
            + directory.resolve("none")
            + "; correct it, or unset it to use the Spark that the build assembles");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spark-core_2.13-3.5.6", "spark-core_2.12-3.4.4", "spark-core_2.13-4.0.0"})
  void refusesASparkOfAnotherLine(String core) throws Exception {
    Path other = makeSpark(directory.resolve("other"), core + ".jar");
    environment.put("SPARK_HOME", other.toString());

    assertMistake(
        submit("train"),
        "SPARK_HOME must hold Spark 3.5 for Scala 2.12, but "
            + other
            + "/jars has "
            + core
            + "; set it to a matching Spark, or unset it to use the Spark that the build assembles");
  }

  @Test
  void refusesAnotherJava() throws Exception {
    Path java11 = directory.resolve("java 11");
    makeProgram(java11.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n");
    environment.put("JAVA_HOME", java11.toString());

    assertMistake(
        submit("train"),
        "JDK 17 is needed, but JAVA_HOME="
            + java11
            + " is version 11.0.2; set JAVA_HOME to a JDK 17");
  }

  @Test
  void refusesAJavaHomeWithoutJava() throws Exception {
    environment.put("JAVA_HOME", directory.toString());

    assertMistake(
        submit("train"),
        "JAVA_HOME must be a JDK 17, but "
            + directory
            + "/bin/java isn't there; set JAVA_HOME to a JDK 17");
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    environment.put("JAVA_HOME", "");
    environment.put("PATH", tools("bash", "dirname", "readlink"));

    assertMistake(submit("train"), "No Java found; install JDK 17, or set JAVA_HOME to one");
  }

  @Test
  void saysThatThereIsNoMavenToBuildWith() throws Exception {
    Files.delete(jar);
    environment.put(
        "PATH", tools("bash", "dirname", "basename", "readlink", "sed", "head", "find"));

    assertMistake(
        submit("train"),
        "No Maven found, and "
            + jar
            + " must be built; install Maven 3.8 or later and put mvn on the PATH");
  }

  @Test
  void unknownMasterIsNamedBeforeSparkStarts() throws Exception {
    assertMistake(
        submit("--master", "sprak://host:7077", "train"),
        "Unknown master 'sprak://host:7077'; expected local[N], local-cluster[N,CORES,MEMORY],"
            + " spark://HOST:PORT, yarn or k8s://URL");
  }

  @Test
  void namesTheJobsForAnUnknownOneOrNone() throws Exception {
    String jobs = "ingest, train, evaluate, score, retrain, pipeline, doctor, grid, repeat, bench";
    assertMistake(submit("trian"), "Unknown job 'trian'; expected one of: " + jobs);
    assertMistake(
        submit("--master", "local[2]"),
        "No job given; expected: submit [spark-submit options] JOB [job options], where JOB is one"
            + " of: "
            + jobs);
  }

  @Test
  void namesTheSparkOptionThatLacksAValue() throws Exception {
    assertMistake(submit("--master"), "Option --master of spark-submit needs a value");
  }

  @Test
  void buildsAStaleJarAndKeepsStandardOutputClean() throws Exception {
    Files.createDirectories(project.resolve("conf"));
    Path conf = Files.writeString(project.resolve("conf/reference.conf"), "");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    Files.setLastModifiedTime(conf, FileTime.from(Instant.parse("2026-01-01T00:00:05Z")));
    useMaven("echo \"maven in $PWD: $*\"");

    Ended ended = submit("train");

    assertThat(ended.output()).startsWith("--master\n");
    assertThat(ended.errors().lines())
        .containsExactly(
            "Building jobs/target/mnist-spark.jar; the first time this downloads dependencies",
            "maven in "
                + project
                + ": -B -q -DskipTests -Dspotless.check.skip=true -pl jobs -am package");
  }

  @Test
  void doesNotBuildWhatIsFresh() throws Exception {
    Path pom = Files.writeString(project.resolve("pom.xml"), "");
    Files.setLastModifiedTime(pom, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    useMaven("echo built >&2");

    assertThat(submit("train").errors()).isEmpty();
  }

  @Test
  void runsNothingAfterAFailedBuild() throws Exception {
    Files.delete(jar);
    useMaven("echo broken; exit 1");

    Ended ended = submit("train");

    assertThat(ended.output()).isEmpty();
    assertThat(ended.errors())
        .endsWith("broken\nerror: The build failed, see above; nothing was run\n");
    assertThat(ended.code()).isEqualTo(3);
  }

  /** A bench of empty files, and a java that prints its arguments. */
  private Path makeBench() throws IOException {
    Path java = directory.resolve("java");
    makeProgram(
        java.resolve("bin/java"),
        "#!/bin/sh\nif [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.1\"' >&2; exit; fi\n"
            + "for argument in \"$@\"; do echo \"$argument\"; done\n");
    makeProgram(java.resolve("bin/javac"), "#!/bin/sh\n");
    environment.put("JAVA_HOME", java.toString());
    Path bench = project.resolve("jobs/bench/target/mnist-bench.jar");
    Files.createDirectories(bench.resolveSibling("peers"));
    Files.writeString(bench.resolveSibling("peers").resolve("pytorch-native-cpu-2.7.1.jar"), "");
    return Files.writeString(bench, "");
  }

  @Test
  void runsTheBenchInAJavaOfItsOwn() throws Exception {
    Path bench = makeBench();

    Ended ended = submit("bench", "--tasks", "train");

    assertThat(ended.errors()).isEmpty();
    assertThat(ended.output().lines())
        .containsExactly(
            "-cp",
            String.join(
                ":",
                bench.toString(),
                bench.resolveSibling("peers") + "/*",
                jar.toString(),
                spark + "/conf",
                spark + "/jars/*"),
            "mnist.bench.Main",
            "--tasks",
            "train");
  }

  @Test
  void buildsTheBenchWithItsPeersWhenItIsMissingOrOlderThanTheJar() throws Exception {
    Path bench = makeBench();
    useMaven("echo \"maven: $*\"");
    String built =
        "Building jobs/bench/target/mnist-bench.jar; the first time this downloads dependencies\n"
            + "maven: -B -q -DskipTests -Dspotless.check.skip=true -Ppeers -pl jobs/bench -am"
            + " package\n";

    Files.setLastModifiedTime(bench, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(submit("bench").errors()).isEqualTo(built);
    Files.delete(bench);
    assertThat(submit("bench").errors()).isEqualTo(built);
    Files.writeString(bench, "");
    assertThat(submit("bench").errors()).isEmpty();
    Files.delete(bench.resolveSibling("peers").resolve("pytorch-native-cpu-2.7.1.jar"));
    assertThat(submit("bench").errors()).as("as mvn verify leaves it").isEqualTo(built);
    assertThat(submit("train").errors()).as("other jobs don't need it").isEmpty();
  }

  @Test
  void theBenchTakesNoOptionOfSparkSubmits() throws Exception {
    assertMistake(
        submit("--master", "local[1]", "bench"),
        "bench starts Spark by itself and takes none of spark-submit's options, but was given"
            + " --master; bench --help lists its own");
  }

  private void useMaven(String script) throws IOException {
    Path bin = directory.resolve("maven");
    makeProgram(bin.resolve("mvn"), "#!/bin/sh\n" + script + "\n");
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
  }

  /** A PATH that holds these programs only. */
  private String tools(String... names) throws IOException {
    Path bin = Files.createDirectories(directory.resolve("tools"));
    for (String name : names) {
      for (String path : System.getenv("PATH").split(":")) {
        if (Files.isExecutable(Path.of(path, name)) && Files.notExists(bin.resolve(name))) {
          Files.createSymbolicLink(bin.resolve(name), Path.of(path, name));
        }
      }
    }
    return bin.toString();
  }
}
