package mnist.jobs.processes;

import static mnist.jobs.processes.LauncherProject.makeProgram;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mnist.jobs.processes.Processes.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, in a project of empty files with a spark-submit that prints its arguments. */
class LauncherTest {
  /** The jar is a link of each process's own, whose name no test can know. */
  private static final String PRINT_ARGUMENTS =
      """
      #!/bin/sh
      for argument in "$@"; do
        case $argument in
          */mnist-spark.jar) echo JAR ;;
          *) echo "$argument" ;;
        esac
      done
      exit 7
      """;

  private static final String BUILDING =
      "Building jobs/target/mnist-spark.jar; the first time this downloads dependencies";

  @TempDir Path directory;
  private LauncherProject made;
  private Path project;
  private Path launcher;
  private Path jar;
  private Path spark;
  private Map<String, String> environment;

  @BeforeEach
  void makeProject() throws IOException {
    made = new LauncherProject(directory, PRINT_ARGUMENTS);
    directory = made.directory;
    project = made.project;
    launcher = made.launcher;
    jar = made.jar;
    spark = made.spark;
    environment = made.environment;
  }

  private static Path makeSpark(Path home, String core) throws IOException {
    return LauncherProject.makeSpark(home, core, PRINT_ARGUMENTS);
  }

  private Ended submit(String... arguments) throws IOException, InterruptedException {
    return made.submit(arguments);
  }

  private Ended submit(Path program, String... arguments) throws IOException, InterruptedException {
    return made.submit(program, arguments);
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
            "-XX:TieredStopAtLevel=1 -XX:+UseParallelGC",
            "--driver-class-path",
            "JAR",
            "--class",
            "mnist.jobs.Main",
            "spark-internal",
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
            "--driver-java-options",
            "-XX:+UseParallelGC",
            "--driver-class-path",
            "JAR",
            "--name",
            "train",
            "--verbose",
            "--conf=spark.driver.memory=1g",
            "-c",
            "spark.x=a b",
            "--class",
            "mnist.jobs.Main",
            "spark-internal",
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
  void compilesQuicklyForTrainingAndTheBundledDataInLocalModeAlone() throws Exception {
    String options = "--driver-java-options\n";
    String quickly = options + "-XX:TieredStopAtLevel=1 -XX:+UseParallelGC\n";
    for (String job : List.of("train", "retrain", "pipeline", "ingest")) {
      assertThat(submit("--master", "local[2]", job).output()).contains(quickly);
    }
    assertThat(submit("--master", "local", "train").output()).contains(quickly);
    String collector = options + "-XX:+UseParallelGC\n";
    for (String job : List.of("score", "grid", "repeat")) {
      assertThat(submit(job).output()).contains(collector);
    }
    assertThat(submit("ingest", "--input=a").output()).contains(collector);
    assertThat(submit("ingest", "--input", "a").output()).contains(collector);
    assertThat(submit("--master", "local-cluster[2,1,1024]", "train").output())
        .doesNotContain(options);
    assertThat(submit("--master", "spark://a:7077", "train").output()).doesNotContain(options);
    assertThat(submit("--driver-java-options", "-Da=b", "train").output())
        .containsOnlyOnce(options)
        .contains(options + "-Da=b\n");
    assertThat(submit("-c", "spark.driver.extraJavaOptions=-Da=b", "train").output())
        .doesNotContain(options);
    assertThat(submit("-c", "spark.driver.defaultJavaOptions=-Da=b", "train").output())
        .doesNotContain(options);
    assertThat(submit("-c", "spark.driver.extraClassPath=", "train").output())
        .doesNotContain("spark-internal");
    Files.writeString(
        spark.resolve("conf/spark-defaults.conf"), "spark.driver.defaultJavaOptions -Da=b\n");
    assertThat(submit("train").output()).doesNotContain(options);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SPARK_SUBMIT_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
  void leavesTheCollectorToWhoHasChosenOne(String variable) throws Exception {
    environment.put(variable, "-XX:+UseSerialGC");

    assertThat(submit("train").output())
        .contains("--driver-java-options\n-XX:TieredStopAtLevel=1\n");
  }

  @Test
  void sparkNeitherCopiesTheJarForTasksInTheDriverNorHidesOtherJarsFromIt() throws Exception {
    String internal = "\nspark-internal\n";
    assertThat(submit("--master", "local[2]", "train").output()).contains(internal);
    for (List<String> other :
        List.of(
            List.of("--master", "local-cluster[1,1,1024]"),
            List.of("--jars", "a.jar"),
            List.of("--packages", "a:b:1"),
            List.of("--conf", "spark.jars=a.jar"))) {
      List<String> arguments = new ArrayList<>(other);
      arguments.add("train");
      assertThat(submit(arguments.toArray(String[]::new)).output())
          .contains("--driver-class-path\n" + spark + "/jars/*\n", "\nJAR\n")
          .doesNotContain(internal);
    }
    for (List<String> other :
        List.of(
            List.of("--driver-class-path", "a.jar"),
            List.of("-c", "spark.driver.extraClassPath=a.jar"),
            List.of("--master", "spark://a:7077"))) {
      List<String> arguments = new ArrayList<>(other);
      arguments.add("train");
      assertThat(submit(arguments.toArray(String[]::new)).output())
          .contains("\nJAR\n")
          .doesNotContain(internal, "/jars/*");
    }
    Files.writeString(spark.resolve("conf/spark-defaults.conf"), "spark.jars a.jar\n");
    assertThat(submit("train").output()).contains("/jars/*\n").doesNotContain(internal);
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
    assertThat(ended.output()).contains("JAR\n");
  }

  @Test
  void tellsTheJobsWhereTheProjectIs() throws Exception {
    makeProgram(
        spark.resolve("bin/spark-submit"),
        "#!/bin/sh\n"
            + "echo \"$MNIST_SPARK_HOME|$SPARK_HOME|$OMP_NUM_THREADS|$MNIST_SPARK_TERMINAL\"\n");
    environment.put("OMP_NUM_THREADS", "");

    assertThat(submit("train").output()).isEqualTo(project + "|" + spark + "|1|\n");
  }

  /** What a shell, a scheduler or a container may have set. */
  static Stream<Map<String, String>> environments() {
    return Stream.of(
        Map.of("CDPATH", ".:/tmp:.."),
        Map.of("SHELLOPTS", "noclobber:noglob:nounset:errexit:posix", "BASH_ENV", "/none"),
        Map.of("POSIXLY_CORRECT", "1", "GREP_OPTIONS", "--color=always"),
        Map.of("BASH_FUNC_cd%%", "() { echo moved; }", "BASH_FUNC_sed%%", "() { false; }"),
        Map.of("JAVA_TOOL_OPTIONS", "-Da='version \"1\"'", "JDK_JAVA_OPTIONS", "-Dc=d"),
        Map.of("_JAVA_OPTIONS", "-De=f", "MAVEN_OPTS", "-Dg=h", "HADOOP_CONF_DIR", "/none"));
  }

  @ParameterizedTest
  @MethodSource("environments")
  void theEnvironmentChangesNothing(Map<String, String> variables) throws Exception {
    Ended usual = submit("train");
    environment.putAll(variables);

    Ended ended = Processes.run(project, environment, List.of("jobs/bin/submit", "train"));

    assertThat(ended).isEqualTo(usual);
  }

  /** The names are legal on Linux; the jar's path reaches spark-submit as a URI. */
  @ParameterizedTest
  @ValueSource(
      strings = {"hash#x", "50%25", "a b", "[a]{b}", "q?*", "a'b\"c", "back\\slash", "&+,;="})
  void theProjectIsWhereverItWasCloned(String name) throws Exception {
    makeProgram(
        spark.resolve("bin/spark-submit"),
        "#!/bin/sh\n"
            + "for argument in \"$@\"; do case $argument in *.jar) echo \"$argument\";; esac;"
            + " done\n");
    Path clone = Files.move(project, directory.resolve(name));
    Path program = clone.resolve("jobs/bin/submit");

    assertThat(submit(program, "train").output())
        .startsWith(clone.resolve("jobs/target/spark/jars") + "/*:" + clone);
    String jarUri = submit(program, "--master", "spark://a:7077", "train").output().strip();
    Path own =
        jarUri.startsWith("file:")
            ? Path.of(URI.create(jarUri))
            : Path.of(URI.create("file:" + jarUri));
    assertThat(own).startsWith(clone).isRegularFile();
  }

  @Test
  void aColonInThePathIsNamedSinceJavaCannotHaveIt() throws Exception {
    Path clone = Files.move(project, directory.resolve("12:30"));

    assertMistake(
        submit(clone.resolve("jobs/bin/submit"), "train"),
        "The project must be in a directory without ':', which divides Java's class path, but is in"
            + " "
            + clone
            + "; move it or clone it elsewhere");
  }

  @Test
  void javaUnpacksWhereProgramsRun() throws Exception {
    makeProgram(
        spark.resolve("bin/spark-submit"),
        "#!/bin/sh\necho \"$SPARK_SUBMIT_OPTS|$LC_ALL|$SPARK_LOCAL_IP\"\n");
    environment.put("LC_ALL", "C");
    environment.put("HOME", directory.toString());
    assertThat(submit("train").output()).isEqualTo("|C.UTF-8|127.0.0.1\n");
    assertThat(submit("--master", "spark://a:7077", "train").output()).isEqualTo("|C.UTF-8|\n");

    Path temporary = Files.createDirectories(directory.resolve("it's \"tmp\""));
    environment.put("TMPDIR", temporary.toString());
    environment.put("HOME", directory.resolve("none").toString());
    environment.put("SPARK_SUBMIT_OPTS", "-Da=b");
    assertThat(submit("train").output())
        .isEqualTo(
            "\"-Djava.io.tmpdir="
                + temporary.toString().replace("\"", "\\\"")
                + "\" \"-Dorg.bytedeco.javacpp.cachedir="
                + project.resolve("jobs/target/javacpp")
                + "\" -Da=b|C.UTF-8|127.0.0.1\n");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void closedStreamsAreNotTakenByFiles() throws Exception {
    List<String> closed = List.of("bash", "-c", "\"$0\" train <&- >&-", launcher.toString());

    Ended ended = Processes.run(directory, environment, closed);

    assertThat(ended.errors()).isEmpty();
    assertThat(ended.code()).isEqualTo(7);
  }

  @Test
  void aFileHereIsNoneForADriverInTheCluster() throws Exception {
    assertMistake(
        submit(
            "--master", "yarn", "--deploy-mode", "cluster", "train", "--config", "conf/fast.conf"),
        "--config conf/fast.conf is a file in this directory, which the driver in the cluster"
            + " doesn't see; give its path on storage that it reads, such as"
            + " hdfs:///conf/fast.conf");
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
            + "; set it to a matching Spark, or unset it to use the Spark that the build"
            + " assembles");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_402", "11.0.2", "23", "25.0.1"})
  void refusesAJavaOnWhichNothingRuns(String version) throws Exception {
    Path java = java(version);

    assertMistake(
        submit("train"),
        "JDK 17 is needed, but JAVA_HOME="
            + java
            + " is version "
            + version
            + "; set JAVA_HOME to a JDK 17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"18", "21-ea", "21.0.2", "22"})
  void saysOfANewerJavaThatItIsNotTested(String version) throws Exception {
    Path java = java(version);

    assertThat(submit("train"))
        .extracting(Ended::code, Ended::errors)
        .containsExactly(
            7,
            "warning: JAVA_HOME=" + java + " is version " + version + "; only JDK 17 is tested\n");
  }

  @Test
  void saysWhatAJavaSaysThatDoesNotStart() throws Exception {
    environment.put("JAVA_TOOL_OPTIONS", "-XX:none");

    assertThat(submit("train").errors())
        .startsWith("error: JDK 17 is needed, but JAVA_HOME=")
        .contains(" doesn't tell its version: Unrecognized VM option 'none'")
        .hasLineCount(1);
  }

  private Path java(String version) throws IOException {
    Path java = directory.resolve("a java");
    makeProgram(
        java.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"" + version + "\"' >&2\n");
    environment.put("JAVA_HOME", java.toString());
    return java;
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
        "PATH",
        tools(
            "bash",
            "dirname",
            "basename",
            "readlink",
            "sed",
            "head",
            "find",
            "mkdir",
            "mktemp",
            "chmod",
            "rm",
            "id"));

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
    String jobs =
        "ingest, train, evaluate, score, retrain, deliveries, models, pipeline, doctor, grid,"
            + " repeat, app, bench";
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
            BUILDING,
            "maven in "
                + project
                + ": -B -Dstyle.color=never -DskipTests -Dspotless.check.skip=true -pl jobs -am"
                + " package");
    assertThat(project.resolve("jobs/target/building")).doesNotExist();
  }

  @Test
  void doesNotBuildWhatIsFresh() throws Exception {
    Path pom = Files.writeString(project.resolve("pom.xml"), "");
    Files.setLastModifiedTime(pom, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    useMaven("echo built >&2");

    assertThat(submit("train").errors()).isEmpty();
  }

  @Test
  void tellsOfABuildWhichStepItIsAtAndWhatIsWrong() throws Exception {
    Files.delete(jar);
    useMaven(
        """
        cat <<'END'
        \033[0m[INFO] Scanning for projects...
        [INFO] Downloading from central: https://example.com/a.jar
        END
        i=0; while [ $i -lt 120 ]; do i=$((i + 1)); echo "[INFO] Downloaded from central: $i"; done
        cat <<'END'
        [INFO] --- maven-compiler-plugin:3.13.0:compile (default-compile) @ mnist-spark-jobs ---
        [INFO] --- compiler:3.13.0:testCompile (default-testCompile) @ mnist-spark-jobs ---
        [WARNING] no news
        [ERROR] this is wrong
        END
        exit 1""");

    assertThat(submit("train").errors().lines())
        .containsExactly(
            BUILDING,
            "  50 files downloaded",
            "  100 files downloaded",
            "  compiling mnist-spark-jobs",
            "[ERROR] this is wrong",
            "error: The build failed, see above; nothing was run");
  }

  @Test
  void oneOfTwoLaunchersBuildsAndTheOtherWaits() throws Exception {
    Files.delete(jar);
    // Ends when the second launcher has said that it waits.
    Path waiting = directory.resolve("waiting");
    useMaven(
        "while [ ! -e '" + waiting + "' ]; do sleep 0.1; done; echo made >&2; touch '" + jar + "'");

    try (Running first = Processes.start(directory, environment, train());
        Running second = startAfter(first)) {
      second.awaitError("Waiting for another build (");
      Files.writeString(waiting, "");

      assertThat(first.await().errors()).contains("made");
      assertThat(second.await().errors()).doesNotContain("made");
    }
  }

  private Running startAfter(Running first) throws IOException {
    first.awaitError("Building");
    return Processes.start(directory, environment, train());
  }

  private List<String> train() {
    return List.of(launcher.toString(), "train");
  }

  @Test
  void takesOverFromALauncherThatIsGone() throws Exception {
    Files.delete(jar);
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path lock = project.resolve("jobs/target/building");
    String host = Processes.run(directory, Map.of(), List.of("uname", "-n")).output().strip();
    Files.writeString(lock, host + " " + gone.pid() + "\n");
    useMaven("echo \"maven: $*\"");

    assertThat(submit("train").errors())
        .as("copies again what may be there in part")
        .contains("-DoverWriteReleases=true");
    assertThat(lock).doesNotExist();
  }

  @Test
  void aJobKeepsItsJarWhenItIsBuiltAnew() throws Exception {
    Files.writeString(jar, "old");
    makeProgram(
        spark.resolve("bin/spark-submit"),
        """
        #!/bin/sh
        for argument in "$@"; do
          case $argument in
            *:/*/mnist-spark.jar) jar=${argument##*:} ;;
          esac
        done
        echo new > "$(dirname "$jar")/../../new.jar"
        mv "$(dirname "$jar")/../../new.jar" "$(dirname "$jar")/../../mnist-spark.jar"
        cat "$jar"
        """);

    assertThat(submit("train").output()).isEqualTo("old");
    submit("train");
    try (Stream<Path> runs = Files.list(project.resolve("jobs/target/running"))) {
      assertThat(runs).as("those that have ended are swept up").hasSize(1);
    }
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
        "#!/bin/sh\n"
            + "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.1\"' >&2; exit; fi\n"
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
    assertThat(ended.output().lines().map(LauncherTest::withoutProcess))
        .containsExactly(
            "-cp",
            String.join(
                ":",
                bench.toString(),
                bench.resolveSibling("peers") + "/*",
                jar.resolveSibling("running/HOST.PROCESS/mnist-spark.jar").toString(),
                spark + "/conf",
                spark + "/jars/*"),
            "mnist.bench.Main",
            "--tasks",
            "train");
  }

  private static String withoutProcess(String text) {
    return text.replaceFirst("running/[^/]+\\.[0-9]+/", "running/HOST.PROCESS/");
  }

  @Test
  void buildsTheBenchWithItsPeersWhenItIsMissingOrOlderThanTheJar() throws Exception {
    Path bench = makeBench();
    useMaven("echo \"maven: $*\"");
    String built =
        "Building jobs/bench/target/mnist-bench.jar; the first time this downloads dependencies\n"
            + "maven: -B -Dstyle.color=never -DskipTests -Dspotless.check.skip=true -Ppeers -pl"
            + " jobs/bench -am package\n";

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
