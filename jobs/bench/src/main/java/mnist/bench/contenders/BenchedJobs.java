package mnist.bench.contenders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import mnist.config.Settings;
import mnist.input.ImageInputs;
import mnist.input.InputSettings;
import mnist.jobs.data.BundledData;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.Progress;
import mnist.jobs.runner.RunDirectories;
import mnist.jobs.runner.SparkConfs;
import mnist.jobs.scoring.ModelScoring;
import mnist.jobs.scoring.ScoringRequest;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** What the bench runs of the jobs, by their own code. */
public final class BenchedJobs {

  private BenchedJobs() {}

  /** Where a job of this name writes that was given no output. */
  public static Path newDirectory(String job) {
    return RunDirectories.of(job, Instant.now(), System.getenv("MNIST_SPARK_HOME"), "local");
  }

  /** A session like that of a job, by the settings in this process's system properties. */
  public static SparkSession session() {
    return SparkSession.builder().config(SparkConfs.of(new SparkConf(), "bench")).getOrCreate();
  }

  /** Puts the bundled MNIST's files into a new directory. */
  public static void stageBundledData(Path directory, SparkSession spark) {
    BundledData.stage(directory, spark.sparkContext().hadoopConfiguration());
  }

  /**
   * The job {@code score} within a session that is there: from Parquet to Parquet, published.
   *
   * @param store whose champion scores
   * @param output a new directory
   * @return how many images were scored
   */
  public static long score(
      SparkSession spark, Settings settings, Path images, Path store, Path output)
      throws Exception {
    JobContext context =
        new JobContext(
            "score",
            spark,
            settings,
            spark.sparkContext().hadoopConfiguration(),
            Progress.plain(System.err));
    StoredVersion version = ModelStore.resolve(store.toString(), context.hadoop());
    Map<String, Object> figures =
        ModelScoring.run(
                context,
                ScoringRequest.of(
                    ScoringRequest.Source.of(
                        () ->
                            ImageInputs.open(
                                spark, List.of(images.toString()), InputSettings.DEFAULT)),
                    images.toString(),
                    version,
                    output))
            .require();
    return (Long) figures.get("predicted");
  }
}
