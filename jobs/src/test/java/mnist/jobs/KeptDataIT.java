package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What one job has ingested, the next ones find in the store. */
@ExtendWith(SparkExtension.class)
class KeptDataIT {

  @TempDir Path directory;

  /** Descriptions of Spark's jobs. */
  private static final class Described extends SparkListener {
    private final Queue<String> jobs = new ConcurrentLinkedQueue<>();

    /** How many jobs of Spark's wrote records so far. */
    private long writes(SparkSession spark) throws Exception {
      spark.sparkContext().listenerBus().waitUntilEmpty();
      return jobs.stream().filter(job -> job.contains("write records")).count();
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      jobs.add(String.valueOf(job.properties().getProperty("spark.job.description")));
    }
  }

  @Test
  void sameFilesAreIngestedOncePerStore(SparkSession spark) throws Exception {
    SyntheticDigits.writeDataset(directory.resolve("idx"), 40, 5, 1);
    String model = directory + "/out/models";
    Described described = new Described();
    spark.sparkContext().addSparkListener(described);
    try {
      InProcess.run(new RepeatJob(), spark, directory, "out", "--seeds", "1");
      long once = described.writes(spark);
      assertThat(once).isPositive();

      InProcess.run(new RepeatJob(), spark, directory, "out", "--seeds", "1,2");
      InProcess.run(new EvaluateJob(), spark, directory, "evaluated", "--model", model);

      assertThat(described.writes(spark)).isEqualTo(once);
      assertThat(directory.resolve("out/models/data").toFile().list()).hasSize(1);

      SyntheticDigits.write(directory.resolve("idx"), "t10k", ".gz", SyntheticDigits.draw(6, 3));
      InProcess.run(new EvaluateJob(), spark, directory, "again", "--model", model);

      assertThat(described.writes(spark)).isGreaterThan(once);
      assertThat(directory.resolve("out/models/data").toFile().list()).hasSize(1);
    } finally {
      spark.sparkContext().removeSparkListener(described);
    }
  }
}
