package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mnist.jobs.processes.Processes.Ended;
import mnist.testing.FaultyFileSystem;
import mnist.testing.WatchedFileSystem;

/**
 * How jobs are started in a test: by the launcher, or by plain spark-submit, on the Spark that the
 * build assembled.
 *
 * @param directory to start in
 * @param sparkOptions stand before the job
 * @param variables of the environment, beside those that this process has
 */
record Submission(Path directory, List<String> sparkOptions, Map<String, String> variables) {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SPARK = PROJECT.resolve("jobs/target/spark");

  /** For short runs: the better compiler, more threads and checks would take half of their time. */
  static final String SHORT =
      "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions"
          + " -XX:-BytecodeVerificationRemote";

  /** Small, and without what a test doesn't look at. */
  private static final List<String> LEAN =
      List.of(
          "--driver-memory",
          "1g",
          "--driver-java-options",
          SHORT,
          "--conf",
          "spark.executor.extraJavaOptions=" + SHORT,
          "--conf",
          "spark.ui.enabled=false",
          "--conf",
          "spark.driver.host=localhost",
          "--conf",
          "spark.driver.bindAddress=127.0.0.1",
          "--conf",
          "spark.sql.shuffle.partitions=2");

  /** Of jobs on a master, with more options for spark-submit. */
  static Submission to(String master, Path directory, String... more) {
    List<String> options = new ArrayList<>(List.of("--master", master));
    options.addAll(LEAN);
    options.addAll(List.of(more));
    return new Submission(directory, options, Map.of());
  }

  /** With more options for spark-submit; of one given twice, the last counts. */
  Submission with(String... more) {
    List<String> options = new ArrayList<>(sparkOptions);
    options.addAll(List.of(more));
    return new Submission(directory, options, variables);
  }

  /** With {@link FaultyFileSystem}, and what else stands beside it, on all class paths. */
  Submission onFaultyStorage() {
    String classes =
        FaultyFileSystem.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return with(
        "--driver-class-path",
        classes,
        "--conf",
        "spark.executor.extraClassPath=" + classes,
        "--conf",
        "spark.hadoop.fs.faulty.impl=" + FaultyFileSystem.class.getName(),
        "--conf",
        "spark.hadoop.fs.AbstractFileSystem.faulty.impl="
            + WatchedFileSystem.class.getName()
            + "$Context");
  }

  /** With another variable in the environment. */
  Submission in(String variable, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(variable, value);
    return new Submission(directory, sparkOptions, more);
  }

  /** Runs {@code jobs/bin/submit} to its end. */
  Ended launch(String... job) throws IOException, InterruptedException {
    return run(List.of(PROJECT.resolve("jobs/bin/submit").toString()), List.of(job));
  }

  /** Runs {@code jobs/bin/submit} to its end, which must be a good one; the job's result. */
  JsonNode done(String... job) throws IOException, InterruptedException {
    return result(launch(job));
  }

  /** Starts {@code jobs/bin/submit}, which tells of each round as on a terminal. */
  Running start(String... job) throws IOException {
    Map<String, String> environment = environment();
    environment.put("MNIST_SPARK_TERMINAL", "80");
    return Processes.start(
        directory,
        environment,
        command(List.of(PROJECT.resolve("jobs/bin/submit").toString()), List.of(job)));
  }

  /** Runs {@code spark-submit --class mnist.jobs.Main jobs/target/mnist-spark.jar} to its end. */
  Ended sparkSubmit(String... job) throws IOException, InterruptedException {
    return run(List.of(SPARK.resolve("bin/spark-submit").toString()), jarAnd(job));
  }

  /** Starts the same. */
  Running startSparkSubmit(String... job) throws IOException {
    return Processes.start(
        directory,
        environment(),
        command(List.of(SPARK.resolve("bin/spark-submit").toString()), jarAnd(job)));
  }

  private static List<String> jarAnd(String... job) {
    List<String> jarAndJob = new ArrayList<>();
    jarAndJob.addAll(List.of("--class", "mnist.jobs.Main"));
    jarAndJob.add(PROJECT.resolve("jobs/target/mnist-spark.jar").toString());
    jarAndJob.addAll(List.of(job));
    return jarAndJob;
  }

  private Ended run(List<String> program, List<String> job)
      throws IOException, InterruptedException {
    return Processes.run(directory, environment(), command(program, job));
  }

  private List<String> command(List<String> program, List<String> job) {
    List<String> command = new ArrayList<>(program);
    command.addAll(sparkOptions);
    command.addAll(job);
    return command;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    for (String name : List.of("SPARK_HOME", "SPARK_CONF_DIR", "MASTER", "SPARK_DRIVER_MEMORY")) {
      environment.put(name, "");
    }
    return environment;
  }

  /** Runs several at once. */
  static List<Ended> together(List<Callable<Ended>> submissions) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(submissions.size());
    try {
      List<Ended> ended = new ArrayList<>();
      for (Future<Ended> submission : threads.invokeAll(submissions)) {
        ended.add(submission.get());
      }
      return ended;
    } finally {
      threads.shutdownNow();
    }
  }

  /** The result of a job that has done its work: the one line on standard output. */
  static JsonNode result(Ended ended) throws IOException {
    assertThat(ended.code()).as(ended.errors()).isZero();
    assertThat(ended.output().lines()).hasSize(1);
    JsonNode result = new ObjectMapper().readTree(ended.output());
    assertThat(result.get("status").asText()).isEqualTo("done");
    return result;
  }

  /** The one line by which a job tells the user's mistake. */
  static String mistake(Ended ended) throws IOException {
    return failure(ended, 2);
  }

  /**
   * The one line by which a job tells people of a failure that isn't a bug; programs get another.
   */
  static String failure(Ended ended, int code) throws IOException {
    assertThat(ended.code()).as(ended.errors()).isEqualTo(code);
    assertThat(ended.errors()).doesNotContain("\tat ");
    // Drawn progress is wiped from the line that the error is written on.
    List<String> errors =
        ended
            .errors()
            .lines()
            .map(line -> line.replaceFirst(".*\u001b\\[K", ""))
            .filter(line -> line.startsWith("error: "))
            .toList();
    assertThat(errors).as(ended.errors()).hasSize(1);
    assertThat(ended.output().lines()).hasSize(1);
    JsonNode result = new ObjectMapper().readTree(ended.output());
    assertThat(result.get("status").asText()).isEqualTo("failed");
    assertThat(result.get("code").asInt()).isEqualTo(code);
    String remedy = result.has("remedy") ? "; " + result.get("remedy").asText() : "";
    assertThat(errors.get(0)).isEqualTo("error: " + result.get("problem").asText() + remedy);
    return errors.get(0);
  }
}
