package mnist.profile;

import java.util.stream.LongStream;

/**
 * How far two distributions are apart: the square root of their Jensen-Shannon divergence in bits,
 * which is a metric (J. Lin, "Divergence Measures Based on the Shannon Entropy", 1991; D. Endres
 * and J. Schindelin, "A New Metric for Probability Distributions", 2003).
 */
public final class JensenShannonDistance {

  private JensenShannonDistance() {}

  /**
   * Of shares of the same bins, 0 for the same to 1 for such that have no bin in common. Empty bins
   * need no care.
   *
   * @param one counts, not all of them 0
   * @param other counts of the same bins, not all of them 0
   */
  public static double of(long[] one, long[] other) {
    double ones = LongStream.of(one).sum();
    double others = LongStream.of(other).sum();
    if (one.length != other.length || ones == 0 || others == 0) {
      throw new IllegalArgumentException("Counts must be of the same bins, and not all of them 0");
    }
    double sum = 0;
    for (int bin = 0; bin < one.length; bin++) {
      double p = one[bin] / ones;
      double q = other[bin] / others;
      double middle = (p + q) / 2;
      sum += term(p, middle) + term(q, middle);
    }
    // Rounding may leave the sum a little below 0 or above 2 bits.
    return Math.sqrt(Math.min(1, Math.max(0, sum / 2)));
  }

  private static double term(double p, double middle) {
    return p == 0 ? 0 : p * Math.log(p / middle) / Math.log(2);
  }
}
