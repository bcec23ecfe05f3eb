package mnist.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import mnist.input.RecordSchema;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Records that can't be used: finds them, says why, and writes their table. */
final class Quarantine {

  private Quarantine() {}

  /**
   * Why a record by itself can't be used, null if it can.
   *
   * @param classes number of classes
   */
  static Column reason(int classes) {
    Column label = col(RecordSchema.LABEL);
    Column isBlank =
        udf((UDF1<byte[], Boolean>) Quarantine::isBlank, DataTypes.BooleanType)
            .apply(col(RecordSchema.IMAGE));
    return when(label.isNull(), lit("there is no label"))
        .when(
            label.geq(classes).or(label.lt(0)),
            concat(lit("label must be in 0.." + (classes - 1) + ", but was "), label))
        .when(isBlank, "image is blank: all its pixels are equal");
  }

  /** Writes the table of the records that have a reason, sorted by id in each of so many files. */
  static void write(Dataset<Row> bad, int files, Path table) {
    bad.repartition(files, col(RecordSchema.ID))
        .sortWithinPartitions(RecordSchema.ID)
        .write()
        .parquet(table.toString());
  }

  /** Writes a table without rows, so that readers find its columns. */
  static void writeEmpty(SparkSession spark, Path table) {
    spark
        .createDataFrame(List.of(), RecordSchema.quarantineSchema())
        .coalesce(1)
        .write()
        .parquet(table.toString());
  }

  /** Whether all pixels are equal, so that nothing is drawn. */
  private static boolean isBlank(byte[] image) {
    for (byte pixel : image) {
      if (pixel != image[0]) {
        return false;
      }
    }
    return true;
  }
}
