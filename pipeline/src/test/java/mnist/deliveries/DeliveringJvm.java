package mnist.deliveries;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.input.FileStamp;
import mnist.records.HoldOutBy;
import mnist.records.IngestedData;
import mnist.store.ModelStore;
import mnist.testing.FaultyFileSystem;
import mnist.testing.WatchedFileSystem;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Gives a store a delivery: STORE INGESTED MOMENT, which is the path at whose change it is killed.
 */
final class DeliveringJvm {

  private DeliveringJvm() {}

  public static void main(String[] arguments) {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.hadoop.fs.faulty.impl", FaultyFileSystem.class.getName())
            .config(
                "spark.hadoop.fs.AbstractFileSystem.faulty.impl",
                WatchedFileSystem.class.getName() + "$Context")
            .config("spark.hadoop." + FaultyFileSystem.HALT_AT, arguments[2])
            .getOrCreate()) {
      Configuration conf = spark.sessionState().newHadoopConf();
      Deliveries deliveries = Deliveries.of(ModelStore.at(new Path(arguments[0]), conf), conf);
      Arrival arrival =
          new Arrival(
              IngestedData.open(spark, new Path(arguments[1])),
              "night",
              List.of(new FileStamp("file:/night", 1, 1)));
      deliveries.recordTaken();
      Optional<StagedDelivery> next =
          deliveries.stage(spark, arrival, Deliverer.rule(HoldOutBy.IMAGE, 0.3), Optional.empty());
      if (next.isPresent()) {
        next.get().publish(Map.of()).orElseThrow();
      }
    }
  }
}
