package mnist.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.files.Glob;
import mnist.files.NoOverwriteRename;
import mnist.files.StorageFailure;
import mnist.input.RecordSchema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Ends an ingest with too many bad records, and keeps their table where the user finds it.
 *
 * @param surveyed what is ingested
 */
record QuarantineLimit(SurveyedInput surveyed, SparkSession spark) {

  /**
   * Does nothing if there are few enough.
   *
   * @param quarantined how many bad records there are
   * @param quarantine their table, staged
   * @param table where the user is to find it
   * @throws InvalidInputException naming the first of too many, and the table
   */
  void check(long quarantined, Path quarantine, Path table) throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    long allowed =
        (long) Math.floor(surveyed.settings().maxBadFraction() * surveyed.survey().count());
    if (quarantined <= allowed) {
      return;
    }
    Row first =
        spark
            .read()
            .schema(RecordSchema.quarantineSchema())
            .parquet(Glob.literal(quarantine))
            .orderBy(RecordSchema.ID)
            .select(RecordSchema.ID, RecordSchema.SPLIT, RecordSchema.REASON, RecordSchema.KEY)
            .first();
    String what =
        "Invalid input: %d of %d records can't be used, where data.max-bad-fraction %s allows %d; the first is %s (id %d, %s): %s"
            .formatted(
                quarantined,
                surveyed.survey().count(),
                surveyed.settings().maxBadFraction(),
                allowed,
                surveyed.input().place(first.getLong(0), first.getString(3)),
                first.getLong(0),
                first.getString(1),
                first.getString(2));
    Path qualified = table.getFileSystem(conf).makeQualified(table);
    if (!replace(quarantine, qualified, spark, conf)) {
      throw new InvalidInputException(
          what + "; their table can't be kept: " + qualified + " is something else",
          "move it away");
    }
    List<String> remedies = new ArrayList<>(List.of("see the table " + qualified));
    remedies.addAll(surveyed.hints());
    throw new InvalidInputException(what, String.join("; ", remedies));
  }

  private static boolean replace(
      Path quarantine, Path table, SparkSession spark, Configuration conf) throws IOException {
    FileSystem fileSystem = table.getFileSystem(conf);
    if (fileSystem.exists(table)) {
      if (!isQuarantine(table, spark)) {
        return false;
      }
      fileSystem.delete(table, true);
    }
    return NoOverwriteRename.rename(quarantine, table, conf);
  }

  /**
   * Whether a directory is such a table: anything else of that name is the user's.
   *
   * @throws IOException if the storage can't tell
   */
  static boolean isQuarantine(Path table, SparkSession spark) throws IOException {
    try {
      return spark
          .read()
          .parquet(Glob.literal(table))
          .schema()
          .getFieldIndex(RecordSchema.REASON)
          .isDefined();
    } catch (Exception e) {
      Optional<IOException> storage = StorageFailure.findIn(e);
      if (storage.isPresent()) {
        throw storage.get();
      }
      return false;
    }
  }
}
