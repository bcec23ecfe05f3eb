package mnist.deliveries;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import mnist.files.Glob;
import mnist.input.RecordSchema;
import mnist.records.ImageHash;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Classes that people gave to images which a store had: a table beside the records of the delivery
 * in which they did. Records stay as they are, so that a delivery that is forgotten takes its
 * corrections along. An image's split stays, whatever its class.
 */
final class Corrections {

  static final String DIRECTORY = "corrections";
  private static final String CORRECT = "correct";
  private static final String BEFORE = "before";

  private Corrections() {}

  /**
   * Writes those of a delivery.
   *
   * @param said columns of {@link ImageHash} and {@code label} int
   * @param delivery its directory
   */
  static void write(Dataset<Row> said, Path delivery) {
    said.repartition(1)
        .sortWithinPartitions(ImageHash.columns())
        .write()
        .parquet(new Path(delivery, DIRECTORY).toString());
  }

  /**
   * Records with the classes that people gave last. Images that came later, as they were forgotten
   * and brought again, have the classes that they came with.
   *
   * @param deliveries of which some may correct
   */
  static Dataset<Row> appliedTo(
      Dataset<Row> records, SparkSession spark, Path directory, List<Delivery> deliveries) {
    List<Delivery> correcting = deliveries.stream().filter(Delivery::corrects).toList();
    if (correcting.isEmpty()) {
      return records;
    }
    Dataset<Row> corrections =
        correcting.stream()
            .map(delivery -> of(spark, directory, delivery))
            .reduce(Dataset::union)
            .orElseThrow()
            .groupBy(ImageHash.columns())
            .agg(max(struct(col(BEFORE), col(RecordSchema.LABEL))).as(CORRECT));
    return DeliveredRecords.inOrder(
        ImageHash.addedTo(records)
            .join(corrections, ImageHash.COLUMNS.toArray(String[]::new), "left_outer")
            .withColumn(
                RecordSchema.LABEL,
                when(
                        col(RecordSchema.ID).lt(col(CORRECT).getField(BEFORE)),
                        col(CORRECT).getField(RecordSchema.LABEL))
                    .otherwise(col(RecordSchema.LABEL))));
  }

  private static Dataset<Row> of(SparkSession spark, Path directory, Delivery delivery) {
    Path place = new Path(new Path(directory, delivery.name()), DIRECTORY);
    return spark
        .read()
        .parquet(Glob.literal(place))
        .withColumn(BEFORE, lit(DeliveryName.firstId(delivery.number())));
  }
}
