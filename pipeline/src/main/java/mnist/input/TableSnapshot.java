package mnist.input;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mnist.files.NumberedEntries;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A state of a table whose log keeps earlier ones.
 *
 * @param option of Spark's reader that asks for it
 * @param id Delta's version, or Iceberg's id of a snapshot
 */
record TableSnapshot(String option, String id) {

  private static final Pattern DELTA_VERSION = Pattern.compile("(\\d{20})\\.json");

  /**
   * A table's snapshot; empty of other tables, and of one that has none yet.
   *
   * @param asked an id; null for the newest
   */
  static Optional<TableSnapshot> of(Form form, Path table, SparkSession spark, String asked) {
    return switch (form) {
      case DELTA ->
          Optional.ofNullable(asked)
              .or(() -> deltaVersion(table, spark))
              .map(id -> new TableSnapshot("versionAsOf", id));
      case ICEBERG ->
          Optional.ofNullable(asked)
              .or(() -> icebergSnapshot(table, spark))
              .map(id -> new TableSnapshot("snapshot-id", id));
      default -> Optional.empty();
    };
  }

  private static Optional<String> deltaVersion(Path table, SparkSession spark) {
    return NumberedEntries.of(
            new Path(table, "_delta_log"), DELTA_VERSION, spark.sessionState().newHadoopConf())
        .max()
        .stream()
        .mapToObj(String::valueOf)
        .findFirst();
  }

  private static Optional<String> icebergSnapshot(Path table, SparkSession spark) {
    List<Row> main =
        spark
            .read()
            .format(Form.ICEBERG.label())
            .load(table + "#refs")
            .where(col("name").equalTo("main"))
            .select("snapshot_id")
            .collectAsList();
    return main.stream().map(row -> String.valueOf(row.getLong(0))).findFirst();
  }
}
