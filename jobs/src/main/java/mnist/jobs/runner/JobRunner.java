package mnist.jobs.runner;

import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.config.Settings;
import mnist.config.SettingsFile;
import mnist.files.Causes;
import mnist.files.JsonFiles;
import mnist.jobs.doctor.Doctor;
import mnist.jobs.doctor.DoctorSettings;
import mnist.model.NativeRuntime;
import mnist.store.ModelStore;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything around a job: settings, banner, Spark session, result, errors. */
public final class JobRunner {
  /** Exit codes, which pipeline/docs/clusters.md explains. */
  public static final int DONE = 0;

  public static final int USER_MISTAKE = 2;
  public static final int BUG = 3;
  public static final int UNAVAILABLE = 4;

  /** By Ctrl-C, as shells have it. */
  static final int STOPPED = 130;

  private static final int USUAL_COLUMNS = 80;

  /** What tells fewer columns than this doesn't know them. */
  private static final int NARROWEST = 20;

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final PrintStream results;
  private final Progress progress;
  private final PrintStream errors;

  /**
   * @param results takes the result's line and nothing else
   * @param errors takes everything else
   */
  public JobRunner(PrintStream results, PrintStream errors) {
    this.results = results;
    this.progress = new Progress(errors, columns(System.getenv("MNIST_SPARK_TERMINAL")));
    this.errors = progress.besides();
  }

  /**
   * Runs the job in a Spark session of its own.
   *
   * @return the exit code
   */
  public int run(Job job) {
    long began = System.nanoTime();
    if (progress.isOnTerminal()) {
      // For the log, which follows it.
      System.setErr(errors);
    }
    try (StopNotice stop = new StopNotice(job.name(), errors)) {
      int code = run(job, began, stop);
      return stop.isStopped() && code != DONE ? STOPPED : code;
    }
  }

  private int run(Job job, long began, StopNotice stop) {
    AtomicReference<Path> taken = new AtomicReference<>();
    SparkConf conf = SparkConfs.of(new SparkConf(), job.name());
    JobResult result;
    try {
      BoundAddress.require(conf, System.getenv());
      Settings settings = settings(job, conf);
      NativeRuntime.use(StageSettings.instructionSet(settings));
      Banner.log(job, conf, settings);
      result = run(job, conf, settings, began, taken, stop);
    } catch (Throwable e) {
      if (stop.isStopped()) {
        LOG.debug("stopped, and so failed", e);
        return STOPPED;
      }
      return failed(e, job, conf, taken.get(), began, stop);
    } finally {
      LOG.info("{} took {} s", job.name(), Math.round(seconds(began) * 10) / 10.0);
    }
    // Last, when Spark has nothing more to say.
    result.summary().forEach(errors::println);
    return result.code();
  }

  private JobResult run(
      Job job,
      SparkConf conf,
      Settings settings,
      long began,
      AtomicReference<Path> taken,
      StopNotice stop)
      throws Exception {
    try {
      DoctorSettings patience = StageSettings.doctor(settings);
      Doctor.requireDriver(job.name(), conf);
      try (JobSession session = new JobSession(conf, patience, stop)) {
        if (job.needsSpark()) {
          session.get();
        }
        try {
          if (job.needsSpark() && !job.examinesExecutors()) {
            Doctor.requireExecutors(job.name(), session.get(), patience);
          }
          return run(job, session, settings, began, taken, stop);
        } catch (Exception e) {
          throw session.explain(e, job.name());
        }
      }
    } catch (InvalidInputException e) {
      throw settings.withPlace(e);
    }
  }

  private JobResult run(
      Job job,
      JobSession session,
      Settings settings,
      long began,
      AtomicReference<Path> taken,
      StopNotice stop)
      throws Exception {
    Configuration hadoop = session.hadoop();
    JobResult result;
    try {
      result =
          job.run(
              new JobContext(
                  job.name(),
                  session,
                  session::close,
                  settings,
                  hadoop,
                  progress,
                  taken,
                  stop::toGoOn));
    } finally {
      progress.clear();
    }
    Map<String, Object> map = result.toMap(job.name(), seconds(began));
    result.write(map, hadoop);
    print(map);
    stop.done();
    return result;
  }

  private void print(Map<String, Object> result) {
    results.println(JsonFiles.toLine(result));
    results.flush();
  }

  /**
   * The width of the terminal that errors go to. The launcher tells it: Java can only ask of input
   * and output, and output is often piped.
   *
   * @param told null if it is no terminal
   */
  static OptionalInt columns(String told) {
    if (told == null) {
      return OptionalInt.empty();
    }
    try {
      int columns = Integer.parseInt(told);
      return OptionalInt.of(columns < NARROWEST ? USUAL_COLUMNS : columns);
    } catch (NumberFormatException e) {
      return OptionalInt.of(USUAL_COLUMNS);
    }
  }

  private static Settings settings(Job job, SparkConf conf) {
    Map<String, Object> overrides = new HashMap<>(job.overrides());
    overrides.values().removeIf(Objects::isNull);
    if (job.config().isEmpty()) {
      return Settings.of(overrides);
    }
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(conf);
    return Settings.of(SettingsFile.read(job.config().get(), hadoop), overrides);
  }

  /** Tells people on standard error, and programs on standard output and in result.json. */
  private int failed(
      Throwable thrown, Job job, SparkConf conf, Path taken, long began, StopNotice stop) {
    Optional<Failure> failure = LibraryFailures.explain(thrown);
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(conf);
    JobResult result = JobResult.failed(thrown, failure, whereToTell(job, taken, hadoop));
    Map<String, Object> map = result.toMap(job.name(), seconds(began));
    try {
      result.write(map, hadoop);
    } catch (RuntimeException e) {
      LOG.warn("Cannot write {}: {}", JobResult.FILE, Causes.oneLine(e));
    }
    print(map);
    if (failure.isPresent()) {
      errors.println("error: " + failure.get().getMessage());
    } else {
      errors.println("error: a bug; please report it with what follows");
      thrown.printStackTrace(errors);
    }
    stop.otherCommand().ifPresent(how -> errors.println("to go on: " + how));
    return result.code();
  }

  /**
   * What the job had taken, if it is there; or, if the job didn't come so far, the store that it
   * was given, if that is one. Null otherwise: nobody finds a file of ours among their own.
   */
  private static Path whereToTell(Job job, Path taken, Configuration conf) {
    try {
      if (taken != null) {
        return taken.getFileSystem(conf).exists(taken) ? taken : null;
      }
      return job.store()
          .map(store -> ModelStore.at(new Path(store), conf))
          .filter(ModelStore::isThere)
          .map(ModelStore::path)
          .orElse(null);
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot look where to tell of the failure: {}", Causes.oneLine(e));
      return null;
    }
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }
}
