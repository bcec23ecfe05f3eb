package mnist.input;

import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** Has executors read image files, a task for each split. */
final class FileTasks {

  private FileTasks() {}

  /**
   * The rows of image files, keys as of {@link ImageFilesInput#KEY}; partition {@code i} is of task
   * {@code i}.
   *
   * @param tasks names for the reader: as strings, since Kryo, which users may choose for data,
   *     can't make records
   */
  static Dataset<Row> rows(
      SparkSession spark,
      List<String[]> tasks,
      Function2<String[], Configuration, Iterator<Row>> reader) {
    Broadcast<SerializableConfiguration> conf = Broadcasts.hadoopConf(spark);
    FlatMapFunction<String[], Row> read = names -> reader.call(names, conf.value().value());
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(tasks, tasks.size())
            .flatMap(read),
        InputSchema.of(ImageFilesInput.KEY, new StructType()));
  }
}
