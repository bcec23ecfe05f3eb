package mnist.gate;

import java.util.Arrays;
import mnist.evaluate.Comparison;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Whether the second of two models is better than the first by more than a difference, by what both
 * answered on the same images. Tango's score (T. Tango, Equivalence test and confidence interval
 * for the difference in proportions for the paired-sample design, Statistics in Medicine 17, 1998,
 * 891-908) orders what could have come out. Its distribution is computed, not approximated, as the
 * normal one says too much where models differ on few images (H. Hsueh, J. Liu and J. Chen,
 * Unconditional exact tests for equivalence or noninferiority for paired binary endpoints,
 * Biometrics 57, 2001, 478-483). How often both differ isn't known; the least favourable value
 * counts, among those that aren't contradicted by the images (R. Berger and D. Boos, P values
 * maximized over a confidence set for the nuisance parameter, JASA 89, 1994, 1012-1016).
 */
final class ScoreTest {

  /** How improbable it may be that the set which is searched lacks the true value. */
  private static final double OUTSIDE = 1e-6;

  /** What the sum over outcomes may leave out at each end. */
  private static final double TAIL = 1e-9;

  /**
   * Points of the set: the value changes slowly between them, by a fraction of a standard error.
   */
  private static final int POINTS = 60;

  /** Scores that differ by less are equal but for rounding. */
  private static final double EQUAL = 1e-9;

  private final int images;
  private final double difference;

  /**
   * @param images that both models answer, 1 or more
   * @param difference of the second's accuracy to the first's that isn't enough, above -1 to below
   *     1
   */
  private ScoreTest(long images, double difference) {
    this.images = Math.toIntExact(images);
    this.difference = difference;
  }

  /**
   * One-sided.
   *
   * @param difference above -1 to below 1; below 0 asks whether the second is no worse by as much
   * @return at most how probable so good a second model's answers are, if its accuracy isn't above
   *     the first's by more than {@code difference}; 0..1
   */
  static double pValue(Comparison comparison, double difference) {
    return new ScoreTest(comparison.images(), difference)
        .pValue((int) comparison.onlySecond(), (int) comparison.onlyFirst());
  }

  /**
   * Tango's score, about standard normal if the second's accuracy is above the first's by {@code
   * difference}.
   *
   * @param gains images that the second model alone gets right
   * @param losses images that the first alone does; neither need be whole
   */
  static double score(double images, double gains, double losses, double difference) {
    double above = gains - losses - images * difference;
    double variance = images * variance(images, gains, losses, difference);
    return variance == 0 ? 0 : above / Math.sqrt(variance);
  }

  /**
   * Of the difference on one image, by the most likely probabilities if the accuracies differ by
   * {@code difference}.
   */
  static double variance(double images, double gains, double losses, double difference) {
    double linear = (2 * images - gains + losses) * difference - gains - losses;
    double constant = -losses * difference * (1 - difference);
    double lost = (Math.sqrt(linear * linear - 8 * images * constant) - linear) / (4 * images);
    return 2 * lost + difference * (1 - difference);
  }

  private double pValue(int gains, int losses) {
    double seen = score(images, gains, losses, difference);
    int[] enough = new int[images + 1];
    Arrays.fill(enough, -1);
    double least = Math.max(0, -difference);
    double most = (1 - difference) / 2;
    int discordant = gains + losses;
    double low = within((clopperPearsonLow(discordant) - difference) / 2, least, most);
    double high = within((clopperPearsonHigh(discordant) - difference) / 2, least, most);
    double worst = 0;
    for (int point = 0; point <= POINTS; point++) {
      double lost = low + (high - low) * point / POINTS;
      worst = Math.max(worst, tail(lost, seen, enough));
    }
    return Math.min(1, worst + OUTSIDE);
  }

  /**
   * How probable a score of {@code seen} or more is.
   *
   * @param lost probability that the first model alone is right
   * @param enough by losses: the fewest gains of such a score, -1 where not yet known
   */
  private double tail(double lost, double seen, int[] enough) {
    BinomialDistribution losses = new BinomialDistribution(null, images, lost);
    double gained = within((lost + difference) / (1 - lost), 0, 1);
    double sum = 2 * TAIL;
    int last = losses.inverseCumulativeProbability(1 - TAIL);
    for (int n = losses.inverseCumulativeProbability(TAIL); n <= last; n++) {
      if (enough[n] < 0) {
        enough[n] = fewestGains(n, seen);
      }
      BinomialDistribution gains = new BinomialDistribution(null, images - n, gained);
      sum += losses.probability(n) * (1 - gains.cumulativeProbability(enough[n] - 1));
    }
    return sum;
  }

  /** The score grows with gains. One more than there can be if none are enough. */
  private int fewestGains(int losses, double seen) {
    int low = 0;
    int high = images - losses + 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (score(images, middle, losses, difference) >= seen - EQUAL) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private double clopperPearsonLow(int hits) {
    return hits == 0
        ? 0
        : new BetaDistribution(null, hits, images - hits + 1.0)
            .inverseCumulativeProbability(OUTSIDE / 2);
  }

  private double clopperPearsonHigh(int hits) {
    return hits == images
        ? 1
        : new BetaDistribution(null, hits + 1.0, images - hits)
            .inverseCumulativeProbability(1 - OUTSIDE / 2);
  }

  private static double within(double value, double least, double most) {
    return Math.min(Math.max(value, least), most);
  }
}
