package mnist.testing;

import java.util.List;
import mnist.input.RecordSchema;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Images by the million to score, from few. */
public final class ManyImages {

  private static final StructType SCHEMA =
      new StructType()
          .add(RecordSchema.ID, DataTypes.LongType, false)
          .add(RecordSchema.IMAGE, DataTypes.BinaryType, false);

  private ManyImages() {}

  /**
   * The images of some records, in order of id, over and over.
   *
   * @param records columns {@code id} and {@code image}; few enough for the driver's memory
   * @param count how many images to make; their ids are 0 to count - 1
   * @param partitions of the result, as equal as can be
   */
  public static Dataset<Row> of(Dataset<Row> records, long count, int partitions) {
    SparkSession spark = records.sparkSession();
    List<Row> few = records.orderBy(RecordSchema.ID).select(RecordSchema.IMAGE).collectAsList();
    byte[][] images = few.stream().map(row -> row.<byte[]>getAs(0)).toArray(byte[][]::new);
    Broadcast<byte[][]> broadcast =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(images);
    MapFunction<Long, Row> image =
        id -> RowFactory.create(id, broadcast.value()[(int) (id % broadcast.value().length)]);
    return spark.range(0, count, 1, partitions).map(image, Encoders.row(SCHEMA));
  }

  /**
   * Writes such images as Parquet, for {@code score --input}.
   *
   * @param arguments IDX files as a path that Spark reads; the directory to write; how many images
   */
  public static void main(String[] arguments) {
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      Dataset<Row> records = spark.read().format("idx").load(arguments[0]);
      long count = Long.parseLong(arguments[2]);
      int partitions = spark.sparkContext().defaultParallelism() * 4;
      of(records, count, partitions).write().parquet(arguments[1]);
    }
  }
}
