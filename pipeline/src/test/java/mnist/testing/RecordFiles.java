package mnist.testing;

import java.util.ArrayList;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Records in Parquet files, as a training reads them. */
public final class RecordFiles {

  private RecordFiles() {}

  /** In one file, by id. */
  public static Path write(Dataset<Row> records, java.nio.file.Path directory) {
    return write(records, directory, 1, 1 << 20);
  }

  /**
   * By id, in files of about as many records each.
   *
   * @param rowGroupBytes that Parquet aims at for its groups of rows
   */
  public static Path write(
      Dataset<Row> records, java.nio.file.Path directory, int files, int rowGroupBytes) {
    SparkSession spark = records.sparkSession();
    // Spark's own division by range depends on a sample.
    JavaRDD<Row> divided =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(new ArrayList<>(records.orderBy("id").collectAsList()), files);
    spark
        .createDataFrame(divided, records.schema())
        .write()
        .option("parquet.block.size", rowGroupBytes)
        .option("parquet.page.size", rowGroupBytes / 4)
        .parquet(directory.toString());
    return new Path(directory.toUri());
  }
}
