package mnist.evaluate;

import java.util.Arrays;
import java.util.Collection;

/**
 * By how much two sets of models, asked about the same images, differ in accuracy: the mean over
 * images of the difference between what each got right. For one model against another that is what
 * McNemar's test looks at: images that both got right, or both wrong, count as no difference.
 *
 * @param images how many answers were compared, 1 or more
 * @param mean difference in accuracy, -1..1; above 0 where the second is better
 * @param standardError of the mean, images taken as a sample
 */
public record PairedDifference(long images, double mean, double standardError) {

  /**
   * @param images how many answers were compared, 1 or more
   * @param differences of the images on which the two differ, each -1..1: the second's share of
   *     right answers less the first's
   * @throws IllegalArgumentException if there are more differences than images, or no image
   */
  public static PairedDifference of(long images, Collection<Double> differences) {
    if (images < 1 || differences.size() > images) {
      throw new IllegalArgumentException(
          "images must be 1 or more and as many as differences, but was %d for %d"
              .formatted(images, differences.size()));
    }
    // Sorted, so that the sum doesn't depend on the order in which they come.
    double[] sorted = differences.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double mean = Arrays.stream(sorted).sum() / images;
    double squares = Arrays.stream(sorted).map(difference -> difference * difference).sum();
    double variance = squares / images - mean * mean;
    return new PairedDifference(images, mean, Math.sqrt(Math.max(0, variance) / images));
  }

  /**
   * One model against another.
   *
   * @param images how many both were asked about, 1 or more
   * @param onlyFirst of them the first alone got right
   * @param onlySecond of them the second alone got right
   */
  static PairedDifference of(long images, long onlyFirst, long onlySecond) {
    double mean = (double) (onlySecond - onlyFirst) / images;
    double variance = (double) (onlyFirst + onlySecond) / images - mean * mean;
    return new PairedDifference(images, mean, Math.sqrt(Math.max(0, variance) / images));
  }

  /** Lower end of the 95 % interval. */
  public double low() {
    return mean - Interval.Z * standardError;
  }

  /** Upper end of the 95 % interval. */
  public double high() {
    return mean + Interval.Z * standardError;
  }
}
