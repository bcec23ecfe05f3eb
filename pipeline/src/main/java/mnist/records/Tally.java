package mnist.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Counts and whole sums over ingested records, from one aggregation.
 *
 * @param splits counts by {@link Split#value}, of all three splits
 * @param pixels statistics of the train split, or null if that is empty
 */
record Tally(Map<String, SplitCounts> splits, PixelStatistics pixels) {

  /**
   * Runs the aggregation.
   *
   * @param records labels null or below {@code classes}
   * @param imageBytes pixels of an image
   * @param classes number of classes
   */
  static Tally of(Dataset<Row> records, int imageBytes, int classes) {
    Column image = col(RecordSchema.IMAGE);
    Column pixelSum =
        udf((UDF1<byte[], Long>) PixelStatistics::sum, DataTypes.LongType).apply(image);
    Column squareSum =
        udf((UDF1<byte[], Long>) PixelStatistics::sumOfSquares, DataTypes.LongType).apply(image);
    List<Row> groups =
        records
            .groupBy(RecordSchema.SPLIT, RecordSchema.LABEL)
            .agg(count(lit(1)), sum(pixelSum), sum(squareSum))
            .collectAsList();

    Map<Split, Long> sizes = new EnumMap<>(Split.class);
    Map<Split, List<Long>> perClass = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      sizes.put(split, 0L);
      perClass.put(split, new ArrayList<>(Collections.nCopies(classes, 0L)));
    }
    long trainSum = 0;
    long trainSquares = 0;
    for (Row group : groups) {
      Split split = Split.of(group.getString(0));
      long size = group.getLong(2);
      sizes.merge(split, size, Long::sum);
      if (!group.isNullAt(1)) {
        perClass.get(split).set(group.getInt(1), size);
      }
      if (split == Split.TRAIN) {
        trainSum += group.getLong(3);
        trainSquares += group.getLong(4);
      }
    }
    Map<String, SplitCounts> splits = new HashMap<>();
    sizes.forEach((s, n) -> splits.put(s.value(), new SplitCounts(n, perClass.get(s))));
    long trainPixels = sizes.get(Split.TRAIN) * imageBytes;
    PixelStatistics pixels =
        trainPixels == 0 ? null : PixelStatistics.of(trainPixels, trainSum, trainSquares);
    return new Tally(splits, pixels);
  }

  /** Records of all splits. */
  long total() {
    return splits.values().stream().mapToLong(SplitCounts::records).sum();
  }
}
