package mnist.records;

import java.util.List;
import mnist.input.Split;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Ingests in a process of its own: INPUT OUTPUT. */
final class IngestingJvm {

  static final IngestSettings SETTINGS =
      new IngestSettings(1, 0.1, HoldOutBy.IMAGE, 32 << 20, 0, 10, Split.TRAIN, 0, null);

  private IngestingJvm() {}

  public static void main(String[] arguments) {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            // Spark sets 300 MiB aside, and refuses heaps below half as much again.
            .config("spark.testing.reservedMemory", 64 << 20)
            .getOrCreate()) {
      Ingest.run(spark, List.of(arguments[0]), new Path(arguments[1]), SETTINGS);
    }
  }
}
