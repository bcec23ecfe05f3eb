package mnist.evaluate;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;

/** The ends of a 95 % interval. */
public record Interval(double low, double high) {

  private static final double CONFIDENCE = 0.95;

  /** Quantile of the standard normal distribution for an interval of 95 %. */
  static final double Z =
      new NormalDistribution(null, 0, 1).inverseCumulativeProbability(1 - (1 - CONFIDENCE) / 2);

  /**
   * Wilson's score interval of a share, which stays within 0..1 and has a width even where all or
   * none are hits.
   *
   * @param hits 0 to {@code total}
   * @param total examples that were drawn; of none the interval is 0..1
   */
  public static Interval wilson(long hits, long total) {
    if (hits < 0 || hits > total) {
      throw new IllegalArgumentException(
          "hits must be in 0..%d, but was %d".formatted(total, hits));
    }
    if (total == 0) {
      return new Interval(0, 1);
    }
    ConfidenceInterval wilson =
        IntervalUtils.getWilsonScoreInterval(
            Math.toIntExact(total), Math.toIntExact(hits), CONFIDENCE);
    // At the ends of 0..1 it meets them but for rounding.
    return new Interval(
        hits == 0 ? 0 : wilson.getLowerBound(), hits == total ? 1 : wilson.getUpperBound());
  }
}
