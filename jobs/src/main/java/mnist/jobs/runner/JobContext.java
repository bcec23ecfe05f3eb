package mnist.jobs.runner;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mnist.InvalidInputException;
import mnist.config.Settings;
import mnist.files.StorageFailure;
import mnist.report.EvaluatedModel.Stage;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a job runs with.
 *
 * @param job its name
 * @param session starts its Spark session, if it hasn't started, and gives it
 * @param endSession ends it, if it has started
 * @param hadoop with which every file system is opened: Spark's, with its spark.hadoop.* settings
 * @param stages the parts of the job that have ended, in order; steps are added to it
 * @param taken the directory that the job has made its own; null until then
 * @param goesOn takes what {@link #goesOn} is told
 */
public record JobContext(
    String job,
    Supplier<SparkSession> session,
    Runnable endSession,
    Settings settings,
    Configuration hadoop,
    Progress progress,
    List<Stage> stages,
    AtomicReference<Path> taken,
    Consumer<String> goesOn) {
  private static final Logger LOG = LoggerFactory.getLogger(JobContext.class);

  /** Before the option that a command lacks to go on. */
  static final String SAME_WITH = "the same command with ";

  /** Of a job that begins, and that nobody stops. */
  public JobContext(
      String job, SparkSession spark, Settings settings, Configuration hadoop, Progress progress) {
    this(
        job, () -> spark, () -> {}, settings, hadoop, progress, new AtomicReference<>(), how -> {});
  }

  /**
   * Of a job that begins.
   *
   * @param endSession ends what {@code session} has started
   * @param taken takes the directory of {@link #take}
   * @param goesOn takes what {@link #goesOn} is told
   */
  JobContext(
      String job,
      Supplier<SparkSession> session,
      Runnable endSession,
      Settings settings,
      Configuration hadoop,
      Progress progress,
      AtomicReference<Path> taken,
      Consumer<String> goesOn) {
    this(job, session, endSession, settings, hadoop, progress, new ArrayList<>(), taken, goesOn);
  }

  /** The job's session, which starts now if it hasn't yet. */
  public SparkSession spark() {
    return session.get();
  }

  /** Ends the job's session where what follows needs none, and gives its memory and cores back. */
  public void endSpark() {
    endSession.run();
  }

  /**
   * Says how the job goes on if it is stopped from now on: "the same command goes on". Without
   * that, it starts anew.
   */
  public void goesOn(String how) {
    goesOn.accept(how);
  }

  /**
   * Says that the same command goes on.
   *
   * @param option that names the directory in which it does
   * @param given what the user gave for it; null if the job made a directory of its own
   */
  public void goesOnThere(String option, String given, Path directory) {
    String command =
        given == null ? SAME_WITH + option + " " + Shell.word(directory) : "the same command";
    goesOn(command + " goes on from there");
  }

  /** The same with some settings changed, by key. */
  public JobContext with(Map<String, ?> changed) {
    return new JobContext(
        job, session, endSession, settings.with(changed), hadoop, progress, stages, taken, goesOn);
  }

  /** A path that the user gave, qualified with its file system. */
  public Path path(String given) {
    try {
      // A name such as 12:30 is no URI, whose scheme begins with a letter.
      Path path =
          given.matches("[^A-Za-z/][^/]*:.*") ? new Path(null, null, given) : new Path(given);
      return path.getFileSystem(hadoop).makeQualified(path);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot use the path " + given, "check its scheme and host", e);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "Invalid path " + given + ": " + e.getMessage(), "correct it", e);
    }
  }

  /** The output that the user gave, or a new one. */
  public Path output(Optional<String> given) {
    if (given.isPresent()) {
      return path(given.get());
    }
    String project = System.getenv("MNIST_SPARK_HOME");
    String master = spark().sparkContext().master();
    Path made = path(RunDirectories.of(job, Instant.now(), project, master).toString());
    LOG.info("output: {}", Shell.path(made));
    return made;
  }

  /**
   * The output that the user gave, or a new one.
   *
   * @throws InvalidInputException if there is something already, before any work is done for it
   */
  public Path newOutput(Optional<String> given) {
    Path output = output(given);
    try {
      if (output.getFileSystem(hadoop).exists(output)) {
        throw new InvalidInputException(
            "Cannot write " + output + ": it already exists", "choose another output or delete it");
      }
    } catch (IOException e) {
      throw StorageFailure.of(
          "Cannot look for " + output, "choose an output in a directory that can be written", e);
    }
    return output;
  }

  /**
   * Makes an output or a store this job's: if the directory exists when the job fails, {@code
   * result.json} in it says why.
   */
  public void take(Path directory) {
    taken.set(directory);
  }

  /** Leaves the directory to another process, which has taken it. */
  public void leave() {
    taken.set(null);
  }

  /** Tells of a part of the job that isn't a step; {@code began} by {@link System#nanoTime}. */
  public void ended(String description, long began) {
    stages.add(new Stage(description, (System.nanoTime() - began) / 1e9));
  }

  /**
   * Runs a part of the job; its description stands in the log and beside Spark's jobs in its UI.
   */
  public <T> T step(String description, Callable<T> body) throws Exception {
    return step(description, body, null);
  }

  /**
   * The same of a part that tells itself how far it is.
   *
   * @param told what is shown while it lasts, beside the description and the time; null for tasks
   */
  public <T> T step(String description, Callable<T> body, Supplier<List<String>> told)
      throws Exception {
    LOG.info("{}", description);
    SparkContext context = spark().sparkContext();
    String before = context.getLocalProperty("spark.job.description");
    context.setJobDescription(description);
    long began = System.nanoTime();
    StepProgress shown = progress.during(description, context, told);
    try {
      T result = body.call();
      ended(description, began);
      return result;
    } finally {
      shown.close();
      context.setJobDescription(before);
    }
  }
}
