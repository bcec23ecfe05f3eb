package mnist.examination;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Clopper and Pearson's interval of a share: exact, so that it holds for few images too. Its ends
 * are wrong with a chance of {@value #ERROR} each, so that a dozen findings of a good delivery
 * hardly ever are.
 */
final class ShareInterval {

  /** Of each end. */
  static final double ERROR = 1e-4;

  /** Of more images the interval is narrower than anything that is asked for. */
  private static final long MOST = 1_000_000;

  private ShareInterval() {}

  /** The lower end, 0 to 1; 0 of no images. */
  static double atLeast(long hits, long total) {
    if (hits == 0 || total == 0) {
      return 0;
    }
    return total > MOST
        ? (double) hits / total
        : new BetaDistribution(null, hits, total - hits + 1).inverseCumulativeProbability(ERROR);
  }

  /** The upper end, 0 to 1; 1 of no images. */
  static double atMost(long hits, long total) {
    return total == 0 ? 1 : 1 - atLeast(total - hits, total);
  }
}
