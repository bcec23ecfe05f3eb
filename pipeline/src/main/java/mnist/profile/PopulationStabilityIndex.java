package mnist.profile;

import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * How much a distribution has changed: the sum over bins of the difference of shares times the
 * logarithm of their quotient, in nats (E. Lewis, "An Introduction to Credit Scoring", 1994). By
 * the usual rule of thumb, below 0.1 little has changed, and above 0.25 much (N. Siddiqi, "Credit
 * Risk Scorecards", 2006).
 */
public final class PopulationStabilityIndex {

  /** What an empty bin counts for where the other distribution has something. */
  private static final double EMPTY = 0.5;

  private PopulationStabilityIndex() {}

  /**
   * Of shares of the same bins, 0 for the same and more without bound. An empty bin counts as half
   * a value; one that is empty in both counts nothing.
   *
   * @param reference counts, not all of them 0
   * @param actual counts of the same bins, not all of them 0
   */
  public static double of(long[] reference, long[] actual) {
    double references = LongStream.of(reference).sum();
    double actuals = LongStream.of(actual).sum();
    if (reference.length != actual.length || references == 0 || actuals == 0) {
      throw new IllegalArgumentException("Counts must be of the same bins, and not all of them 0");
    }
    double sum = 0;
    for (int bin = 0; bin < reference.length; bin++) {
      if (reference[bin] != 0 || actual[bin] != 0) {
        double p = Math.max(EMPTY, reference[bin]) / references;
        double q = Math.max(EMPTY, actual[bin]) / actuals;
        sum += (q - p) * Math.log(q / p);
      }
    }
    return sum;
  }

  /**
   * What the index of two samples of one distribution exceeds by chance alone. For many values it
   * is distributed as (1 / references + 1 / actuals) times chi-squared with a degree of freedom
   * less than bins (B. Yurdakul and J. Naranjo, "Statistical Properties of the Population Stability
   * Index", 2020).
   *
   * @param references values, 1 or more
   * @param actuals values, 1 or more
   * @param bins 1 or more
   * @param chance with which it is exceeded, above 0 to below 1
   */
  public static double exceededByChance(long references, long actuals, int bins, double chance) {
    return bins == 1
        ? 0
        : (1.0 / references + 1.0 / actuals)
            * new ChiSquaredDistribution(bins - 1).inverseCumulativeProbability(1 - chance);
  }
}
