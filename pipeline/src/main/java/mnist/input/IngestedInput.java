package mnist.input;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.files.Glob;
import mnist.files.Sha256;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A directory that an ingest made. The key is the record's id, long. */
public final class IngestedInput implements ImageInput {

  /** A directory without it is absent. */
  public static final String FINGERPRINT = "fingerprint.json";

  public static final String RECORDS = "records";

  private final String name;
  private final Dataset<Row> records;
  private final List<InputSplit> splits;

  private final Pin pin;

  private IngestedInput(String name, Dataset<Row> records, Pin pin) {
    this.name = name;
    this.pin = pin;
    this.records = records;
    this.splits = TableSplits.of(records, Form.INGESTED);
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
            .orElse(records),
        Pin.ofSnapshot(Form.INGESTED, fingerprint(directory, spark)));
  }

  /** Ingested data never change; others in their place have another fingerprint. */
  private static String fingerprint(Path directory, SparkSession spark) {
    Path file = new Path(directory, FINGERPRINT);
    try (InputStream in = file.getFileSystem(spark.sessionState().newHadoopConf()).open(file)) {
      return Sha256.ofBytes(in.readAllBytes());
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + file, Listing.WHAT_TO_GIVE, e);
    }
  }

  /**
   * Whether a directory holds ingested data, whole: whether it has a fingerprint. False if there is
   * no such directory.
   *
   * @throws InvalidInputException if the path can't be one, or isn't permitted
   * @throws mnist.UnavailableException if its file system doesn't answer
   */
  public static boolean isIngested(Path directory, Configuration conf) {
    try {
      FileSystem files = directory.getFileSystem(conf);
      return files.exists(new Path(directory, FINGERPRINT));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "Cannot read " + directory + ": " + e.getMessage(), Listing.WHAT_TO_GIVE, e);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + directory, Listing.WHAT_TO_GIVE, e);
    }
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
  public Pin pin() {
    return pin;
  }

  @Override
  public Dataset<Row> rows() {
    return InputSchema.ofRecords(records);
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
