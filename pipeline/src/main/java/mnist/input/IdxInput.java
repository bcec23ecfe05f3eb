package mnist.input;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** IDX files, read by the data source {@code idx}. The key is the image's position, long. */
final class IdxInput implements ImageInput {

  private final SparkSession spark;
  private final String name;
  private final IdxFiles files;

  private IdxInput(SparkSession spark, String name, IdxFiles files) {
    this.spark = spark;
    this.name = name;
    this.files = files;
  }

  /**
   * Opens the files that some paths mean.
   *
   * @throws mnist.InvalidInputException if there are none, or one is faulty
   */
  static IdxInput open(SparkSession spark, List<String> paths) {
    return of(spark, String.join(", ", paths), paths);
  }

  /**
   * Opens these files.
   *
   * @param name for people
   * @param files addresses, also of labels and groups
   */
  static IdxInput of(SparkSession spark, String name, List<String> files) {
    return new IdxInput(spark, name, IdxFiles.open(files, spark.sessionState().newHadoopConf()));
  }

  @Override
  public Form form() {
    return Form.IDX;
  }

  @Override
  public List<InputSplit> splits() {
    List<InputSplit> splits = new ArrayList<>();
    for (IdxScan.IdxPartition part : IdxScan.partitions(files, SplitSize.BYTES)) {
      String name =
          "%s, images %d to %d"
              .formatted(part.file().images().path(), part.first(), part.end() - 1);
      splits.add(
          new InputSplit(
              splits.size(),
              part.file().images().path(),
              part.first(),
              part.end() - part.first(),
              name));
    }
    return splits;
  }

  @Override
  public Pin pin() {
    return Pin.ofFiles(
        form(),
        files.all().stream()
            .map(
                file ->
                    new ListedFile(
                        file.hadoopPath().getParent(), file.name(), file.header().dataBytes(), 0))
            .toList());
  }

  @Override
  public Dataset<Row> rows() {
    String[] paths = files.all().stream().map(DataFile::path).toArray(String[]::new);
    return InputSchema.ofRecords(
        spark
            .read()
            .format("idx")
            .option(IdxScan.MAX_PARTITION_BYTES, SplitSize.BYTES)
            .load(paths));
  }

  @Override
  public ImageInput only(Split split) {
    return new IdxInput(spark, name, files.only(split));
  }

  @Override
  public List<PassedOver> passedOver() {
    return files.passedOver();
  }

  @Override
  public String name() {
    return name;
  }

  /** By the files themselves, so that it is the same for the same files however they are read. */
  @Override
  public InputSurvey survey(Dataset<Row> prepared, boolean asStored) {
    IdxDigests digests = IdxDigests.of(spark, files);
    ImageFile first = files.images().get(0);
    InputSurvey stored =
        new InputSurvey(
            digests.files(false),
            digests.files(true),
            files.images().stream().map(ImageFile::count).toList(),
            files.images().stream()
                .collect(Collectors.toMap(ImageFile::split, ImageFile::count, Long::sum)),
            digests.labels(),
            Map.of(new InputSurvey.Size(first.height(), first.width()), files.count()));
    if (asStored) {
      return stored;
    }
    InputSurvey made = RowSurvey.of(name, prepared);
    return new InputSurvey(
        stored.files(),
        stored.filesWithGroups(),
        stored.rows(),
        stored.splits(),
        stored.labels(),
        made.sizes());
  }

  @Override
  public Dataset<Row> numbered(Dataset<Row> prepared, InputSurvey survey) {
    return prepared.withColumn(RecordSchema.ID, col(InputSchema.KEY).getField(RecordSchema.ID));
  }

  @Override
  public String place(long id, String key) {
    ImageFile file = files.holding(id);
    return "image %d of %s".formatted(id - file.firstId(), file.images().path());
  }

  @Override
  public void requireLabels() {
    files.requireLabels();
  }

  @Override
  public void requireGroups() {
    files.requireGroups();
  }
}
