package mnist.records;

import java.util.Map;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.input.IngestedInput;
import mnist.input.InputSurvey;
import mnist.input.Split;
import mnist.records.TallyAccumulator.Tally;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Records that are divided among splits already, to a directory as {@link Ingest} makes one: what
 * was ingested before, selected anew.
 *
 * @param records of {@link mnist.input.RecordSchema}, their ids unique
 * @param expected how many each split has, about; decides how many files it takes. Equal records
 *     and numbers give equal files.
 * @param described the fingerprint to be, of which id, counts and statistics aren't looked at.
 *     Where it has no {@code file_bytes}, all of a split is one file.
 */
public record DividedRecords(
    Dataset<Row> records, Map<Split, Long> expected, DataFingerprint described) {

  public DividedRecords {
    expected = Map.copyOf(expected);
  }

  /**
   * Writes them into a directory that somebody else publishes.
   *
   * @param quarantine records that can't be used, with reasons; as many as the fingerprint says
   * @return the fingerprint, with its id
   */
  public DataFingerprint writeInto(Path directory, Dataset<Row> quarantine) {
    DataFingerprint made = write(directory);
    Path table = new Path(directory, IngestedData.QUARANTINE);
    if (made.quarantined() == 0) {
      Quarantine.writeEmpty(spark(), table);
    } else {
      Quarantine.write(
          quarantine, Shards.files(made.quarantined(), size().pixels(), fileBytes()), table);
    }
    JsonFiles.write(new Path(directory, IngestedInput.FINGERPRINT), made, conf());
    return made;
  }

  /**
   * The ingested data in a directory, or else these, written there. Several processes may do so at
   * once.
   *
   * @throws InvalidInputException if the directory can't be written
   * @throws mnist.UnavailableException if storage fails
   */
  public IngestedData findOrKeepAs(Path directory) {
    if (IngestedInput.isIngested(directory, conf())) {
      return IngestedData.open(spark(), directory);
    }
    try (IngestOutput staged = IngestOutput.begin(directory, conf())) {
      DataFingerprint made = write(staged.path());
      Quarantine.writeEmpty(spark(), new Path(staged.path(), IngestedData.QUARANTINE));
      // Whoever has published it meanwhile has made it of the same.
      return staged.publish(made)
          ? new IngestedData(spark(), staged.target(), made)
          : IngestedData.open(spark(), directory);
    } catch (Exception e) {
      throw Failure.unwrapped(e);
    }
  }

  private DataFingerprint write(Path directory) {
    Tally tally =
        RecordTable.write(
            records,
            Shards.of(expected, size().pixels(), fileBytes()),
            described.classes(),
            size(),
            new Path(directory, IngestedInput.RECORDS));
    return described.with(tally.splits(), tally.pixels());
  }

  private InputSurvey.Size size() {
    return new InputSurvey.Size(described.height(), described.width());
  }

  private long fileBytes() {
    return described.fileBytes() == null ? Long.MAX_VALUE : described.fileBytes();
  }

  private SparkSession spark() {
    return records.sparkSession();
  }

  private Configuration conf() {
    return spark().sessionState().newHadoopConf();
  }
}
