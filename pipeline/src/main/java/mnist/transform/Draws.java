package mnist.transform;

import java.util.SplittableRandom;

/** Random numbers of some distributions, by exact arithmetic: the same everywhere. */
public final class Draws {

  /** The sum of four bytes has the mean 510 and the variance (256^2 - 1) / 3. */
  private static final float MEAN = 510;

  private static final float PER_DEVIATION = (float) Math.sqrt(3 / (256.0 * 256 - 1));

  private Draws() {}

  /** Whether something happens that happens to this part of all, 0..1. */
  public static boolean chance(SplittableRandom random, double fraction) {
    return random.nextDouble() < fraction;
  }

  /** From -bound to bound, uniformly. */
  public static double symmetric(SplittableRandom random, double bound) {
    return (2 * random.nextDouble() - 1) * bound;
  }

  /** From low to below high, uniformly. */
  public static float between(SplittableRandom random, double low, double high) {
    return (float) (low + random.nextDouble() * (high - low));
  }

  /**
   * Bell-shaped, of mean 0 and standard deviation 1, within 3.46 either way: sums of four uniform
   * bytes, of which a step of the generator gives two, where a normal number takes several steps
   * and a logarithm.
   */
  public static float[] bells(SplittableRandom random, int count) {
    float[] bells = new float[count + 1];
    for (int i = 0; i < count; i += 2) {
      long bits = random.nextLong();
      long pairs = (bits & 0x00FF00FF00FF00FFL) + (bits >>> 8 & 0x00FF00FF00FF00FFL);
      long sums = pairs + (pairs >>> 16);
      bells[i] = ((int) (sums & 0xFFFF) - MEAN) * PER_DEVIATION;
      bells[i + 1] = ((int) (sums >>> 32 & 0xFFFF) - MEAN) * PER_DEVIATION;
    }
    return bells;
  }
}
