package mnist.records;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.Seeds;
import mnist.input.PartitionKeys;
import mnist.input.RecordSchema;
import mnist.input.Split;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Divides each split into files of about the same size, one partition each. A record's file, and
 * its place in it, come from a hash of its id alone. So files hold the same rows in the same order
 * on any cluster, and any rows that follow each other are a random sample of the split, however the
 * input is ordered.
 *
 * @param files how many of each split, 1 or more
 */
record Shards(Map<Split, Integer> files) {

  /** More take a driver minutes to list. */
  private static final int MOST_FILES = 1_000_000;

  private static final String HASH = "hash_of_id";

  Shards {
    files = Collections.unmodifiableMap(new EnumMap<>(files));
  }

  /**
   * As many files as each split takes.
   *
   * @param rows of each split; none if it is missing
   * @param imageBytes pixels of an image, 1 or more
   * @param fileBytes pixels of a file, 1 or more
   * @throws InvalidInputException if that is too many files
   */
  static Shards of(Map<Split, Long> rows, int imageBytes, long fileBytes) {
    Map<Split, Integer> files = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      files.put(split, files(rows.getOrDefault(split, 0L), imageBytes, fileBytes));
    }
    return new Shards(files);
  }

  /** How many files some rows take, 1 or more: none has less than a row. */
  static int files(long rows, int imageBytes, long fileBytes) {
    long bytes = Math.multiplyExact(rows, imageBytes);
    long files = Math.min(rows, -Math.floorDiv(-bytes, fileBytes));
    Bounds.require(
        files <= MOST_FILES,
        "data.file-bytes",
        -Math.floorDiv(-bytes, MOST_FILES) + " or more for " + rows + " images",
        fileBytes);
    return (int) Math.max(1, files);
  }

  /**
   * The records in a partition for each file, in order.
   *
   * @param records of {@link RecordSchema}
   */
  Dataset<Row> arrange(Dataset<Row> records) {
    Column hash =
        functions
            .udf((UDF1<Long, Long>) Seeds::first, DataTypes.LongType)
            .apply(functions.col(RecordSchema.ID));
    int[] keys = PartitionKeys.of(files.values().stream().mapToInt(Integer::intValue).sum());
    return records
        .withColumn(HASH, hash)
        .repartition(keys.length, key(keys))
        // No two ids have one hash. Writing by split asks for this order; were it less, Spark would
        // sort again, by split alone.
        .sortWithinPartitions(RecordSchema.SPLIT, HASH)
        .drop(HASH);
  }

  private Column key(int[] keys) {
    int[] first = new int[Split.values().length + 1];
    for (Split split : Split.values()) {
      first[split.ordinal() + 1] = first[split.ordinal()] + files.get(split);
    }
    UDF2<Long, String, Integer> key =
        (hash, name) -> {
          int split = Split.of(name).ordinal();
          return keys[
              first[split] + (int) Math.floorMod(hash, (long) first[split + 1] - first[split])];
        };
    return functions
        .udf(key, DataTypes.IntegerType)
        .apply(functions.col(HASH), functions.col(RecordSchema.SPLIT));
  }
}
