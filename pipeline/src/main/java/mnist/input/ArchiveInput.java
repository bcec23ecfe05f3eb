package mnist.input;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Tar and zip archives of image files, each a split. The key is that of image files, with the
 * archive's path and the entry's name parted by {@code !/}.
 */
final class ArchiveInput implements ImageInput {

  private final SparkSession spark;
  private final FormFinder.Found found;

  ArchiveInput(SparkSession spark, FormFinder.Found found) {
    this.spark = spark;
    this.found = found;
  }

  @Override
  public Form form() {
    return found.form();
  }

  @Override
  public List<InputSplit> splits() {
    return IntStream.range(0, found.files().size())
        .mapToObj(i -> new InputSplit(i, found.files().get(i).path().toString()))
        .toList();
  }

  @Override
  public Dataset<Row> rows() {
    Broadcast<SerializableConfiguration> conf = Broadcasts.hadoopConf(spark);
    boolean isZip = form() == Form.ZIP;
    // Names as strings, since Kryo, which users may choose for data, can't make records.
    List<String[]> tasks =
        found.files().stream()
            .map(file -> new String[] {file.base().toString(), file.name()})
            .toList();
    FlatMapFunction<String[], Row> read =
        names -> new ArchiveReader(names[0], names[1], isZip, conf.value().value());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark.createDataFrame(
        context.parallelize(tasks, tasks.size()).flatMap(read),
        InputSchema.of(ImageFilesInput.KEY, new StructType()));
  }

  @Override
  public List<PassedOver> passedOver() {
    return found.passedOver();
  }

  @Override
  public String name() {
    return found.files().size() + " archives, the first of them " + found.files().get(0).path();
  }
}
