package mnist.jobs.runner;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    try {
      SparkConf conf = SparkConfs.of(new SparkConf(), job.name());
      BoundAddress.require(conf, System.getenv());
      Settings settings = settings(job, conf);
      NativeRuntime.use(StageSettings.instructionSet(settings));
      Banner.log(job.name(), conf, settings);
      return run(job, conf, settings, began);
    } catch (Throwable e) {
      return failed(e);
    } finally {
      LOG.info("{} took {} s", job.name(), Math.round(seconds(began) * 10) / 10.0);
    }
  }

  private int run(Job job, SparkConf conf, Settings settings, long began) throws Exception {
    try {
      DoctorSettings patience = StageSettings.doctor(settings);
      Doctor.requireDriver(job.name(), conf);
      try (SparkSession spark = SessionStart.of(conf, patience)) {
        try {
          if (!job.examinesExecutors()) {
            Doctor.requireExecutors(job.name(), spark, patience);
          }
          return run(job, spark, settings, began);
        } catch (RuntimeException e) {
          throw SparkStopped.explain(e, job.name(), spark.sparkContext());
        }
      }
    } catch (InvalidInputException e) {
      throw settings.withPlace(e);
    }
  }

  private int run(Job job, SparkSession spark, Settings settings, long began) throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    // The launcher says so: Java can only ask of input and output, and output is often piped.
    Progress progress = new Progress(errors, System.getenv("MNIST_SPARK_TERMINAL") != null);
    JobResult result;
    try {
      result = job.run(new JobContext(job.name(), spark, settings, hadoop, progress));
    } finally {
      progress.end();
    }
    Map<String, Object> map = result.toMap(job.name(), seconds(began));
    result.write(map, hadoop);
    results.println(JsonFiles.toLine(map));
    results.flush();
    return result.exitCode();
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
