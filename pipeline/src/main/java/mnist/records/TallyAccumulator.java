package mnist.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.input.InputSurvey;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.prepare.InkPlacement;
import mnist.records.DataFingerprint.SplitCounts;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.AccumulatorV2;

/**
 * Counts records as they pass, for a {@link Tally}. Of the last stage of a job, Spark takes each
 * task once, however often it ran.
 *
 * <p>An Observation would do the same by some thirty aggregates, which Spark takes seconds to plan
 * and to compile.
 */
final class TallyAccumulator extends AccumulatorV2<TallyAccumulator.Counted, long[]> {

  private final int classes;
  private final int height;
  private final int width;

  /**
   * Of each split its records and those of each class; then sum and sum of squares of the training
   * images' bytes; then how many training images are as MNIST's, and how many are wide.
   */
  private final long[] counts;

  /** What is counted of a record. */
  record Counted(Split split, int label, byte[] image) {}

  private TallyAccumulator(int classes, int height, int width) {
    this.classes = classes;
    this.height = height;
    this.width = width;
    this.counts = new long[Split.values().length * (1 + classes) + 4];
  }

  /**
   * @param classes number of classes; labels are below it
   * @param size of each image
   */
  static TallyAccumulator start(SparkContext spark, int classes, InputSurvey.Size size) {
    TallyAccumulator started = new TallyAccumulator(classes, size.height(), size.width());
    spark.register(started);
    return started;
  }

  /**
   * The same records, counted where they pass.
   *
   * @param records of {@link RecordSchema}; to be evaluated by one action, in its last stage
   */
  Dataset<Row> over(Dataset<Row> records) {
    UDF3<String, Integer, byte[], Boolean> count =
        (split, label, image) -> {
          add(new Counted(Split.of(split), label, image));
          return true;
        };
    // A column that nobody reads wouldn't be evaluated; one without a fixed value isn't moved.
    return records.where(
        udf(count, DataTypes.BooleanType)
            .asNondeterministic()
            .apply(col(RecordSchema.SPLIT), col(RecordSchema.LABEL), col(RecordSchema.IMAGE)));
  }

  /** To be called when the records have been written. */
  Tally tally() {
    LongBuffer rest = LongBuffer.wrap(counts);
    Map<String, SplitCounts> splits = new HashMap<>();
    for (Split split : Split.values()) {
      long records = rest.get();
      List<Long> perClass = new ArrayList<>();
      for (int i = 0; i < classes; i++) {
        perClass.add(rest.get());
      }
      splits.put(split.value(), new SplitCounts(records, perClass));
    }
    long trainPixels = splits.get(Split.TRAIN.value()).records() * height * width;
    PixelStatistics pixels =
        trainPixels == 0 ? null : PixelStatistics.of(trainPixels, rest.get(), rest.get());
    return new Tally(splits, pixels, counts[counts.length - 2], counts[counts.length - 1]);
  }

  @Override
  public void add(Counted record) {
    int records = record.split().ordinal() * (1 + classes);
    counts[records]++;
    counts[records + 1 + record.label()]++;
    if (record.split() == Split.TRAIN) {
      counts[counts.length - 4] += PixelStatistics.sum(record.image());
      counts[counts.length - 3] += PixelStatistics.sumOfSquares(record.image());
      InkPlacement placement = InkPlacement.of(record.image(), height, width);
      counts[counts.length - 2] += placement.isLikeMnist() ? 1 : 0;
      counts[counts.length - 1] += placement.isWide() ? 1 : 0;
    }
  }

  @Override
  public void merge(AccumulatorV2<Counted, long[]> other) {
    long[] others = other.value();
    for (int i = 0; i < counts.length; i++) {
      counts[i] += others[i];
    }
  }

  @Override
  public boolean isZero() {
    return Arrays.stream(counts).allMatch(count -> count == 0);
  }

  @Override
  public AccumulatorV2<Counted, long[]> copy() {
    TallyAccumulator copy = new TallyAccumulator(classes, height, width);
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    Arrays.fill(counts, 0);
  }

  @Override
  public long[] value() {
    return counts.clone();
  }

  /**
   * What an ingest counts of the records that it writes.
   *
   * @param splits counts by {@link Split#value}, of all three splits
   * @param pixels statistics of the train split, or null if that is empty
   * @param likeMnist how many images of the train split are as MNIST's
   * @param wide of how many the ink is wider than high
   */
  record Tally(Map<String, SplitCounts> splits, PixelStatistics pixels, long likeMnist, long wide) {

    long train() {
      return splits.get(Split.TRAIN.value()).records();
    }

    /** Records of all splits. */
    long total() {
      return splits.values().stream().mapToLong(SplitCounts::records).sum();
    }
  }
}
