package mnist.records;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Statistics of all pixels of the train split, scaled to 0..1 (byte / 255).
 *
 * @param mean 0 to 1
 * @param standardDeviation of the population, 0 to 0.5
 */
public record PixelStatistics(double mean, double standardDeviation) {

  private static final double WHITE = 255;

  /**
   * From whole sums over bytes, so that the result doesn't depend on the order of addition.
   *
   * @param pixels how many, 1 or more
   * @param sum of the bytes, each 0 to 255
   * @param sumOfSquares of the bytes
   */
  static PixelStatistics of(long pixels, long sum, long sumOfSquares) {
    BigInteger n = BigInteger.valueOf(pixels);
    BigInteger s = BigInteger.valueOf(sum);
    BigInteger variance = n.multiply(BigInteger.valueOf(sumOfSquares)).subtract(s.multiply(s));
    return new PixelStatistics(
        quotient(s, n) / WHITE, StrictMath.sqrt(quotient(variance, n.multiply(n))) / WHITE);
  }

  /** Sum of an image's bytes, each 0 to 255. */
  static long sum(byte[] image) {
    long sum = 0;
    for (byte pixel : image) {
      sum += pixel & 0xFF;
    }
    return sum;
  }

  /** Sum of the squares of an image's bytes, each 0 to 65025. */
  static long sumOfSquares(byte[] image) {
    long sum = 0;
    for (byte pixel : image) {
      int value = pixel & 0xFF;
      sum += value * value;
    }
    return sum;
  }

  private static double quotient(BigInteger dividend, BigInteger divisor) {
    return new BigDecimal(dividend)
        .divide(new BigDecimal(divisor), MathContext.DECIMAL128)
        .doubleValue();
  }
}
