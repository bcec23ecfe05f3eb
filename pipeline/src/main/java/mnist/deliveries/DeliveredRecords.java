package mnist.deliveries;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mnist.files.Glob;
import mnist.input.IngestedInput;
import mnist.input.RecordSchema;
import mnist.input.Split;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The images of several deliveries as one table, however many they are. */
final class DeliveredRecords {

  private static final Column[] COLUMNS =
      Stream.of(RecordSchema.schema().fieldNames()).map(name -> col(name)).toArray(Column[]::new);

  /** What the files have: the split is in their directories' names. */
  private static final StructType STORED =
      new StructType(
          Stream.of(RecordSchema.schema().fields())
              .filter(column -> !column.name().equals(RecordSchema.SPLIT))
              .toArray(StructField[]::new));

  private DeliveredRecords() {}

  /**
   * Records of all splits, with the classes that people gave last; none if there are no deliveries.
   *
   * @param directory of the deliveries
   * @param remembered all deliveries, since a later one may have corrected them
   */
  static Dataset<Row> of(
      SparkSession spark, Path directory, List<Delivery> deliveries, List<Delivery> remembered) {
    return Corrections.appliedTo(
        Stream.of(Split.values())
            .map(split -> ofSplit(spark, directory, deliveries, split))
            .reduce(Dataset::union)
            .orElseThrow(),
        spark,
        directory,
        remembered);
  }

  private static Dataset<Row> ofSplit(
      SparkSession spark, Path directory, List<Delivery> deliveries, Split split) {
    String[] places =
        deliveries.stream()
            .filter(delivery -> delivery.count(split) > 0)
            .map(delivery -> Glob.literal(place(directory, delivery, split)))
            .toArray(String[]::new);
    Dataset<Row> stored =
        places.length == 0
            ? spark.createDataFrame(new ArrayList<>(), STORED)
            // Directories of several deliveries aren't partitions of one table.
            : spark.read().option("recursiveFileLookup", "true").schema(STORED).parquet(places);
    return inOrder(stored.withColumn(RecordSchema.SPLIT, lit(split.value())));
  }

  private static Path place(Path directory, Delivery delivery, Split split) {
    Path records = new Path(new Path(directory, delivery.name()), IngestedInput.RECORDS);
    return new Path(records, RecordSchema.SPLIT + "=" + split.value());
  }

  /** The columns of records alone, as {@link RecordSchema} orders them. */
  static Dataset<Row> inOrder(Dataset<Row> records) {
    return records.select(COLUMNS);
  }
}
