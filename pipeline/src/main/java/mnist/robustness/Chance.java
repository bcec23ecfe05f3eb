package mnist.robustness;

import java.util.SplittableRandom;

/** Draws from the distributions that corruptions need; the same on every machine. */
final class Chance {

  private final SplittableRandom random;
  private double spare = Double.NaN;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Uniform, 0 to below 1. */
  double uniform() {
    return random.nextDouble();
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** A whole number from {@code low} to below {@code high}. */
  int whole(int low, int high) {
    return random.nextInt(low, high);
  }

  boolean coin() {
    return random.nextBoolean();
  }

  /** 1 or -1. */
  int sign() {
    return coin() ? 1 : -1;
  }

  /** Normal with mean 0 and standard deviation 1, by Marsaglia's polar method. */
  double normal() {
    if (!Double.isNaN(spare)) {
      double drawn = spare;
      spare = Double.NaN;
      return drawn;
    }
    double x;
    double y;
    double square;
    do {
      x = between(-1, 1);
      y = between(-1, 1);
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    // StrictMath, because Math may round the last bit differently on another processor.
    double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    spare = y * factor;
    return x * factor;
  }

  /**
   * A Poisson number, by Knuth's method.
   *
   * @param none the probability of 0: exp(-mean)
   */
  int poisson(double none) {
    int count = 0;
    for (double product = uniform(); product > none; product *= uniform()) {
      count++;
    }
    return count;
  }
}
