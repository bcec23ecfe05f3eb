package mnist.records;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import mnist.files.Glob;
import mnist.files.JsonFiles;
import mnist.files.StorageFailure;
import mnist.input.IngestedInput;
import mnist.input.RecordSchema;
import mnist.input.Split;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * An ingested directory, opened: its records by split, and its fingerprint.
 *
 * @param spark the session that reads it
 * @param path the directory, qualified
 * @param fingerprint what it holds
 */
public record IngestedData(SparkSession spark, Path path, DataFingerprint fingerprint) {

  /** In the directory: the table of the records that can't be used. */
  public static final String QUARANTINE = "quarantine";

  private static final String OTHER_PATH = "give a directory of ingested data, or IDX files";

  /** Read before the rest of the fingerprint, since that of a newer version may differ. */
  private record Format(int formatVersion) {}

  /**
   * Opens a directory that {@link Ingest} made.
   *
   * @throws InvalidInputException if it isn't one, or is of a newer format
   */
  public static IngestedData open(SparkSession spark, Path directory) {
    Configuration conf = spark.sessionState().newHadoopConf();
    Path path = check(directory, conf);
    Path file = new Path(path, IngestedInput.FINGERPRINT);
    int version = JsonFiles.read(file, Format.class, conf).formatVersion();
    if (version > DataFingerprint.FORMAT_VERSION) {
      throw new InvalidInputException(
          "Cannot read %s: its format version is %d, but at most %d is supported"
              .formatted(file, version, DataFingerprint.FORMAT_VERSION),
          "use the newer program that wrote it, or ingest the data again");
    }
    return new IngestedData(spark, path, JsonFiles.read(file, DataFingerprint.class, conf));
  }

  /**
   * The records of a split, columns as in {@link RecordSchema}, in no order that is promised; empty
   * if it has none.
   */
  public Dataset<Row> records(Split split) {
    return records().where(col(RecordSchema.SPLIT).equalTo(split.value()));
  }

  /** Where the files with a split's records are; it isn't there if the split has none. */
  public Path directory(Split split) {
    Path records = new Path(path, IngestedInput.RECORDS);
    return new Path(records, RecordSchema.SPLIT + "=" + split.value());
  }

  /** The records of all splits. */
  public Dataset<Row> records() {
    return read(spark, new Path(path, IngestedInput.RECORDS));
  }

  static Dataset<Row> read(SparkSession spark, Path records) {
    return spark.read().schema(RecordSchema.schema()).parquet(Glob.literal(records));
  }

  /** The records that can't be used, with the column {@code reason}. */
  public Dataset<Row> quarantine() {
    return spark
        .read()
        .schema(RecordSchema.quarantineSchema())
        .parquet(Glob.literal(new Path(path, QUARANTINE)));
  }

  /**
   * Statistics of the pixels of the train split.
   *
   * @throws InvalidInputException if it has no records
   */
  public PixelStatistics trainPixels() {
    if (fingerprint.pixels() == null) {
      throw new InvalidInputException(
          "Cannot train on " + path + ": expected images of the train split, but it has none",
          "ingest a file whose name says neither test nor validation");
    }
    return fingerprint.pixels();
  }

  private static Path check(Path directory, Configuration conf) {
    try {
      FileSystem fileSystem = directory.getFileSystem(conf);
      Path path = fileSystem.makeQualified(directory);
      if (!fileSystem.exists(path)) {
        throw new InvalidInputException(
            "Cannot read ingested data " + path + ": there is no such directory", OTHER_PATH);
      }
      for (String name : new String[] {IngestedInput.FINGERPRINT, IngestedInput.RECORDS}) {
        if (!fileSystem.exists(new Path(path, name))) {
          throw new InvalidInputException(
              "Cannot read ingested data "
                  + path
                  + ": expected "
                  + name
                  + " in it, but found "
                  + names(fileSystem.listStatus(path)),
              "ingest IDX files first");
        }
      }
      return path;
    } catch (IllegalArgumentException e) {
      throw invalidPath(directory, e);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + directory, OTHER_PATH, e);
    }
  }

  private static InvalidInputException invalidPath(Path directory, IllegalArgumentException e) {
    return new InvalidInputException(
        "Cannot read " + directory + ": " + e.getMessage(), OTHER_PATH, e);
  }

  private static String names(FileStatus[] files) {
    return files.length == 0
        ? "nothing"
        : Arrays.stream(files)
            .map(file -> file.getPath().getName())
            .sorted()
            .limit(10)
            .collect(Collectors.joining(", "));
  }
}
