package mnist.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.Optional;
import mnist.files.Glob;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** A directory that an ingest made. The key is the record's id, long. */
final class IngestedInput implements ImageInput {

  /** A directory without it is absent. */
  static final String FINGERPRINT = "fingerprint.json";

  static final String RECORDS = "records";

  private final String name;
  private final Dataset<Row> records;
  private final List<InputSplit> splits;

  private IngestedInput(String name, Dataset<Row> records) {
    this.name = name;
    this.records = records;
    this.splits = TableSplits.of(records);
  }

  /**
   * Opens ingested data.
   *
   * @param only the split to read; empty for all
   */
  static IngestedInput open(SparkSession spark, Path directory, Optional<Split> only) {
    Dataset<Row> records =
        TableSplits.session(spark, SplitSize.BYTES)
            .read()
            .schema(RecordSchema.schema())
            .parquet(Glob.literal(new Path(directory, RECORDS)));
    return new IngestedInput(
        directory.toString(),
        only.map(split -> records.where(col(RecordSchema.SPLIT).equalTo(split.value())))
            .orElse(records));
  }

  @Override
  public Form form() {
    return Form.INGESTED;
  }

  @Override
  public List<InputSplit> splits() {
    return splits;
  }

  @Override
  public Dataset<Row> rows() {
    return records.select(
        struct(col(RecordSchema.ID)).as(InputSchema.KEY),
        col(RecordSchema.LABEL).cast(DataTypes.StringType).as(InputSchema.LABEL),
        col(InputSchema.SPLIT),
        col(InputSchema.GROUP),
        col(InputSchema.IMAGE),
        lit(false).as(InputSchema.ENCODED),
        lit(0).as(InputSchema.PAGE),
        col(InputSchema.HEIGHT),
        col(InputSchema.WIDTH),
        lit(null).cast(DataTypes.IntegerType).as(InputSchema.CHANNELS),
        lit(null).cast(DataTypes.StringType).as(InputSchema.FAULT));
  }

  @Override
  public List<PassedOver> passedOver() {
    return List.of();
  }

  @Override
  public String name() {
    return name;
  }
}
