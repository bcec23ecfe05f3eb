package mnist.evaluate;

/** The ends of a 95 % interval. */
public record Interval(double low, double high) {

  /** Quantile of the standard normal distribution for an interval of 95 %. */
  static final double Z = 1.959963984540054;

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
    double share = (double) hits / total;
    double weight = Z * Z / total;
    double middle = (share + weight / 2) / (1 + weight);
    double half = Math.sqrt(weight * (share * (1 - share) + weight / 4)) / (1 + weight);
    // At the ends the two are equal but for rounding.
    return new Interval(
        hits == 0 ? 0 : Math.max(0, middle - half), hits == total ? 1 : Math.min(1, middle + half));
  }
}
