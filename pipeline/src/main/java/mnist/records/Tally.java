package mnist.records;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an ingest counts of the records that it writes, while it writes them.
 *
 * @param splits counts by {@link Split#value}, of all three splits
 * @param pixels statistics of the train split, or null if that is empty
 * @see TallyAccumulator
 */
record Tally(Map<String, SplitCounts> splits, PixelStatistics pixels) {

  /**
   * From counts one after the other: of each split its records and those of each class, then sum
   * and sum of squares of the training images' bytes.
   *
   * @param classes number of classes
   * @param imageBytes pixels of an image
   */
  static Tally of(long[] counts, int classes, int imageBytes) {
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
    long trainPixels = splits.get(Split.TRAIN.value()).records() * imageBytes;
    PixelStatistics pixels =
        trainPixels == 0 ? null : PixelStatistics.of(trainPixels, rest.get(), rest.get());
    return new Tally(splits, pixels);
  }

  /** Records of all splits. */
  long total() {
    return splits.values().stream().mapToLong(SplitCounts::records).sum();
  }
}
