package mnist.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.config.Settings;
import mnist.jobs.runner.Job;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.Progress;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;

/** Runs a job in the tests' own process, on a data set of glyphs that are learnt in an epoch. */
final class InProcess {

  private InProcess() {}

  /**
   * @param directory has the data in {@code idx}
   * @param output of the job, in that directory
   * @param more options
   */
  static JobResult run(Job job, SparkSession spark, Path directory, String output, String... more)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("--data", directory + "/idx", "--output", directory + "/" + output));
    arguments.addAll(List.of(more));
    return run(job, spark, arguments.toArray(String[]::new));
  }

  /**
   * @param arguments of the job, all of them
   */
  static JobResult run(Job job, SparkSession spark, String... arguments) throws Exception {
    new CommandLine(job).parseArgs(arguments);
    Map<String, Object> given =
        new HashMap<>(
            Map.of("train.epochs", 1, "train.batch-size", 32, "train.learning-rate", 0.001));
    job.overrides()
        .forEach(
            (key, value) -> {
              if (value != null) {
                given.put(key, value);
              }
            });
    Settings settings = Settings.of(given);
    return job.run(
        new JobContext(
            job.name(),
            spark,
            settings,
            spark.sparkContext().hadoopConfiguration(),
            Progress.plain(System.err)));
  }
}
