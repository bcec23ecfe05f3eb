package mnist.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * What an ingest counts of the records that it writes, while it writes them.
 *
 * @param splits counts by {@link Split#value}, of all three splits
 * @param pixels statistics of the train split, or null if that is empty
 */
record Tally(Map<String, SplitCounts> splits, PixelStatistics pixels) {

  private static final String PIXELS = "pixels";
  private static final String SQUARES = "squares";

  /**
   * The aggregates to observe.
   *
   * @param classes number of classes; labels are null or below it
   */
  static List<Column> aggregates(int classes) {
    List<Column> aggregates = new ArrayList<>();
    Column label = col(RecordSchema.LABEL);
    for (Split split : Split.values()) {
      Column isOfSplit = col(RecordSchema.SPLIT).equalTo(split.value());
      aggregates.add(count_if(isOfSplit).as(split.value()));
      for (int i = 0; i < classes; i++) {
        aggregates.add(count_if(isOfSplit.and(label.equalTo(i))).as(name(split, i)));
      }
    }
    aggregates.add(overTraining(PixelStatistics::sum).as(PIXELS));
    aggregates.add(overTraining(PixelStatistics::sumOfSquares).as(SQUARES));
    return aggregates;
  }

  private static Column overTraining(UDF1<byte[], Long> ofImage) {
    Column isTraining = col(RecordSchema.SPLIT).equalTo(Split.TRAIN.value());
    Column value = udf(ofImage, DataTypes.LongType).apply(col(RecordSchema.IMAGE));
    return sum(when(isTraining, value));
  }

  private static String name(Split split, int label) {
    return split.value() + " " + label;
  }

  /**
   * From what the aggregates came to; waits for the writing to end.
   *
   * @param imageBytes pixels of an image
   */
  static Tally of(Observation observation, int imageBytes, int classes) {
    Map<String, Object> sums;
    try {
      sums = observation.getAsJava();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Map<String, SplitCounts> splits = new HashMap<>();
    for (Split split : Split.values()) {
      List<Long> perClass = new ArrayList<>();
      for (int i = 0; i < classes; i++) {
        perClass.add((Long) sums.get(name(split, i)));
      }
      splits.put(split.value(), new SplitCounts((Long) sums.get(split.value()), perClass));
    }
    long trainPixels = splits.get(Split.TRAIN.value()).records() * imageBytes;
    PixelStatistics pixels =
        trainPixels == 0
            ? null
            : PixelStatistics.of(trainPixels, (Long) sums.get(PIXELS), (Long) sums.get(SQUARES));
    return new Tally(splits, pixels);
  }

  /** Records of all splits. */
  long total() {
    return splits.values().stream().mapToLong(SplitCounts::records).sum();
  }
}
