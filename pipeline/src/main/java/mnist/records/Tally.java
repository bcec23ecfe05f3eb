package mnist.records;

import java.util.Map;

/**
 * What an ingest counts of the records that it writes.
 *
 * @param splits counts by {@link Split#value}, of all three splits
 * @param pixels statistics of the train split, or null if that is empty
 */
record Tally(Map<String, SplitCounts> splits, PixelStatistics pixels) {

  /** Records of all splits. */
  long total() {
    return splits.values().stream().mapToLong(SplitCounts::records).sum();
  }
}
