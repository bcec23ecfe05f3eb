package mnist.jobs.runner;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import mnist.InvalidInputException;
import mnist.config.Settings;
import mnist.config.SettingsFile;
import mnist.files.JsonFiles;
import mnist.jobs.doctor.Doctor;
import mnist.jobs.doctor.DoctorSettings;
import mnist.model.NativeRuntime;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything around a job: settings, banner, Spark session, result, errors. */
public final class JobRunner {
  public static final int DONE = 0;
  public static final int USER_MISTAKE = 2;
  static final int BUG = 3;

  /** By Ctrl-C, as shells have it. */
  static final int STOPPED = 130;

  private static final int USUAL_COLUMNS = 80;

  /** What tells fewer columns than this doesn't know them. */
  private static final int NARROWEST = 20;

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final PrintStream results;
  private final PrintStream errors;

  /**
   * @param results takes the result's line and nothing else
   * @param errors takes everything else
   */
  public JobRunner(PrintStream results, PrintStream errors) {
    this.results = results;
    this.errors = errors;
  }

  /**
   * Runs the job in a Spark session of its own.
   *
   * @return the exit code
   */
  public int run(Job job) {
    long began = System.nanoTime();
    try (StopNotice stop = new StopNotice(job.name(), errors)) {
      int code = run(job, began, stop);
      return stop.isStopped() && code != DONE ? STOPPED : code;
    }
  }

  private int run(Job job, long began, StopNotice stop) {
    JobResult result;
    try {
      SparkConf conf = SparkConfs.of(new SparkConf(), job.name());
      BoundAddress.require(conf, System.getenv());
      Settings settings = settings(job, conf);
      NativeRuntime.use(StageSettings.instructionSet(settings));
      Banner.log(job, conf, settings);
      result = run(job, conf, settings, began, stop);
    } catch (Throwable e) {
      return stop.isStopped() ? STOPPED : failed(e);
    } finally {
      LOG.info("{} took {} s", job.name(), Math.round(seconds(began) * 10) / 10.0);
    }
    // Last, when Spark has nothing more to say.
    result.summary().forEach(errors::println);
    return result.exitCode();
  }

  private JobResult run(Job job, SparkConf conf, Settings settings, long began, StopNotice stop)
      throws Exception {
    try {
      DoctorSettings patience = StageSettings.doctor(settings);
      Doctor.requireDriver(job.name(), conf);
      try (SparkSession spark = SessionStart.of(conf, patience)) {
        stop.watch(spark.sparkContext());
        try {
          if (!job.examinesExecutors()) {
            Doctor.requireExecutors(job.name(), spark, patience);
          }
          return run(job, spark, settings, began, stop);
        } catch (RuntimeException e) {
          throw SparkStopped.explain(e, job.name(), spark.sparkContext());
        }
      }
    } catch (InvalidInputException e) {
      throw settings.withPlace(e);
    }
  }

  private JobResult run(Job job, SparkSession spark, Settings settings, long began, StopNotice stop)
      throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Progress progress = new Progress(errors, columns(System.getenv("MNIST_SPARK_TERMINAL")));
    JobResult result;
    try {
      result = job.run(new JobContext(job.name(), spark, settings, hadoop, progress, stop::toGoOn));
    } finally {
      progress.clear();
    }
    Map<String, Object> map = result.toMap(job.name(), seconds(began));
    result.write(map, hadoop);
    results.println(JsonFiles.toLine(map));
    results.flush();
    stop.done();
    return result;
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

  private int failed(Throwable e) {
    Optional<String> mistake = UserMistakes.explain(e);
    if (mistake.isPresent()) {
      errors.println("error: " + mistake.get());
      return USER_MISTAKE;
    }
    errors.println("error: a bug; please report it with what follows");
    e.printStackTrace(errors);
    return BUG;
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }
}
