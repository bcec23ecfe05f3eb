package mnist.train;

import java.util.List;

/**
 * Decides which epoch is the best and whether to go on, from nothing but the metrics so far.
 *
 * @param patience epochs without a better one after which training stops, 1 or more
 */
record EarlyStopping(int patience) {

  /**
   * The best epoch; of equal ones the first.
   *
   * @param epochs in order, one or more
   */
  static EpochMetrics best(List<EpochMetrics> epochs) {
    EpochMetrics best = epochs.get(0);
    for (EpochMetrics epoch : epochs) {
      if (epoch.betterThan(best)) {
        best = epoch;
      }
    }
    return best;
  }

  /**
   * Whether patience has run out.
   *
   * @param epochs in order, possibly none
   */
  boolean stopsAfter(List<EpochMetrics> epochs) {
    if (epochs.isEmpty()) {
      return false;
    }
    EpochMetrics last = epochs.get(epochs.size() - 1);
    return last.epoch() - best(epochs).epoch() >= patience;
  }
}
