package mnist.train;

import java.util.List;
import mnist.Bounds;

/**
 * Decides which epoch is kept and whether to go on, from nothing but the metrics so far.
 *
 * @param kept the epoch whose parameters are kept; if it is the last one, nothing stops early
 * @param patience epochs without a better validation accuracy after which training stops, 1 or more
 */
public record EarlyStopping(KeptEpoch kept, int patience) {

  public EarlyStopping {
    Bounds.atLeast("train.patience", patience, 1, "epochs");
  }

  /**
   * Whether patience has run out.
   *
   * @param epochs in order, possibly none
   */
  boolean stopsAfter(List<EpochMetrics> epochs) {
    if (kept == KeptEpoch.LAST || epochs.isEmpty()) {
      return false;
    }
    return epochs.size() - kept.of(epochs).epoch() >= patience;
  }
}
