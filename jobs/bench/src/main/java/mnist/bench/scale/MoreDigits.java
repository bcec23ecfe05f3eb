package mnist.bench.scale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import mnist.bench.contenders.BenchedJobs;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.transform.AffineDistortion;
import mnist.transform.Augmentation;
import mnist.transform.ElasticDistortion;
import mnist.transform.Neighbours;
import mnist.transform.StrokeThickness;
import org.apache.commons.io.file.PathUtils;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** MNIST's training images again and again, distorted anew each time, as a table. */
public final class MoreDigits {

  private static final int SIDE = 28;

  private static final Augmentation DISTORTION =
      new Augmentation(
          new AffineDistortion(12, 0.05, 0.1, 0.1),
          new ElasticDistortion(20, 4),
          0,
          Neighbours.OFF,
          List.of(new StrokeThickness(0.3)));

  private static final StructType SCHEMA =
      new StructType()
          .add(RecordSchema.ID, DataTypes.LongType, false)
          .add(RecordSchema.LABEL, DataTypes.IntegerType, false)
          .add(RecordSchema.IMAGE, DataTypes.BinaryType, false)
          .add(RecordSchema.HEIGHT, DataTypes.IntegerType, false)
          .add(RecordSchema.WIDTH, DataTypes.IntegerType, false);

  private MoreDigits() {}

  /**
   * Writes a table, in a process with Spark's options.
   *
   * @param arguments the directory to write, the number of images, and the seed
   */
  public static void main(String[] arguments) throws Exception {
    Path files = Files.createTempDirectory("mnist");
    SparkSession spark = BenchedJobs.session();
    try {
      BenchedJobs.stageBundledData(new org.apache.hadoop.fs.Path(files.toUri()), spark);
      write(spark, files, arguments[0], Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
    } finally {
      spark.stop();
      PathUtils.deleteDirectory(files);
    }
  }

  private static void write(SparkSession spark, Path files, String target, long images, long seed) {
    List<Row> digits =
        spark
            .read()
            .format("idx")
            .load(files.toUri().toString())
            .where(functions.col(RecordSchema.SPLIT).equalTo(Split.TRAIN.value()))
            .orderBy(RecordSchema.ID)
            .select(RecordSchema.LABEL, RecordSchema.IMAGE)
            .collectAsList();
    Broadcast<Row[]> all =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(digits.toArray(Row[]::new));
    MapPartitionsFunction<Long, Row> distort = ids -> distorted(ids, all.value(), seed);
    int partitions = Math.toIntExact(images / 100_000 + 1);
    spark
        .range(0, images, 1, partitions)
        .mapPartitions(distort, Encoders.row(SCHEMA))
        .write()
        .parquet(target);
  }

  private static Iterator<Row> distorted(Iterator<Long> ids, Row[] digits, long seed) {
    float[] values = new float[SIDE * SIDE];
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return ids.hasNext();
      }

      @Override
      public Row next() {
        long id = ids.next();
        Row digit = digits[(int) (id % digits.length)];
        int again = (int) (id / digits.length);
        DISTORTION.apply(digit.getAs(1), SIDE, SIDE, seed, again, id, values, 0);
        byte[] image = new byte[values.length];
        for (int i = 0; i < image.length; i++) {
          image[i] = (byte) Math.round(values[i]);
        }
        return RowFactory.create(id, digit.getInt(0), image, SIDE, SIDE);
      }
    };
  }
}
