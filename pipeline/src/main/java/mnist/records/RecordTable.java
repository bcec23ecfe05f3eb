package mnist.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import mnist.input.InputSurvey;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.records.TallyAccumulator.Tally;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The table of records that an ingest makes: Parquet files by split. */
final class RecordTable {

  /** Pixels of a row group, before compression: what a reader takes into memory at once. */
  private static final int ROW_GROUP_BYTES = 4 << 20;

  private RecordTable() {}

  /**
   * Holds out validation images, and writes all. Counts them on the way: reading them again takes
   * as long as decoding them did.
   *
   * @param records that can be used
   * @param known what they are of
   */
  static Tally write(Dataset<Row> records, SurveyedInput known, Path path) {
    IngestSettings settings = known.settings();
    HoldOut holdOut = new HoldOut(settings.seed(), settings.validationFraction());
    Column isHeldOut = holdOut.isHeldOut(settings.holdOutBy());
    Column split = col(RecordSchema.SPLIT);
    Dataset<Row> divided =
        records
            .drop(RecordSchema.REASON)
            .withColumn(
                RecordSchema.SPLIT,
                when(
                        split.equalTo(Split.TRAIN.value()).and(isHeldOut),
                        lit(Split.VALIDATION.value()))
                    .otherwise(split));
    return write(divided, known.shards(), settings.classes(), known.size(), path);
  }

  /**
   * Writes records that are divided among splits, and counts them on the way.
   *
   * @param classes number of classes; labels are below it
   * @param size of each image
   */
  static Tally write(
      Dataset<Row> divided, Shards shards, int classes, InputSurvey.Size size, Path path) {
    TallyAccumulator counts =
        TallyAccumulator.start(divided.sparkSession().sparkContext(), classes, size);
    counts
        .over(shards.arrange(divided))
        .write()
        .options(parquet(size.pixels()))
        .partitionBy(RecordSchema.SPLIT)
        .parquet(path.toString());
    return counts.tally();
  }

  private static Map<String, String> parquet(int imageBytes) {
    int rows = Math.max(1, ROW_GROUP_BYTES / imageBytes);
    return Map.of(
        // No two are the same, and looking for it takes longer than all else.
        "parquet.enable.dictionary#" + RecordSchema.IMAGE,
        "false",
        "parquet.enable.dictionary#" + RecordSchema.ID,
        "false",
        // A row group ends when it is looked at and has more than its pixels, as it does by some
        // bytes for each image; its page, which may be larger, isn't compressed before that.
        "parquet.block.size",
        String.valueOf(rows * imageBytes),
        "parquet.page.size",
        String.valueOf(2L * rows * imageBytes),
        "parquet.page.size.row.check.min",
        String.valueOf(rows),
        "parquet.page.size.row.check.max",
        String.valueOf(rows));
  }
}
