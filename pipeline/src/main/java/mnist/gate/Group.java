package mnist.gate;

import java.util.List;
import java.util.stream.Stream;
import mnist.evaluate.Comparison;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The judged images of one class or of one delivery.
 *
 * @param name for people, such as a class's number
 * @param comparison of the champion as the first model with the challenger as the second; null if
 *     there are no images
 * @param withBest the same of the best champion so far; null if there are no images, or it is the
 *     champion
 */
record Group(String name, Comparison comparison, Comparison withBest) {

  /**
   * @param images all of them, none or more
   * @param hasEarlierBest whether the best champion so far is another than the champion
   */
  static Group of(String name, List<JudgedImages> images, boolean hasEarlierBest) {
    return images.isEmpty()
        ? new Group(name, null, null)
        : new Group(
            name,
            JudgedImages.withChampion(images),
            hasEarlierBest ? JudgedImages.withBest(images) : null);
  }

  long images() {
    return comparison == null ? 0 : comparison.images();
  }

  /** The champion, and the best one so far if that is another: those that it mustn't be below. */
  Stream<Comparison> comparisons() {
    return Stream.of(comparison, withBest).filter(each -> each != null);
  }

  /** At most how probable so few right answers are of a challenger that keeps the floor. */
  double belowFloor(double floor) {
    long right = comparison.bothCorrect() + comparison.onlySecond();
    // What isn't below the floor is no evidence that it is.
    return right >= floor * images()
        ? 1
        : new BinomialDistribution(null, (int) images(), floor).cumulativeProbability((int) right);
  }

  /**
   * At most how probable so much worse answers are of a challenger that keeps the margin.
   *
   * @param comparison one of {@link #comparisons}
   */
  static double below(Comparison comparison, double margin) {
    return comparison.onlyFirst() - comparison.onlySecond() <= margin * comparison.images()
        ? 1
        : ScoreTest.pValue(
            new Comparison(
                comparison.bothCorrect(),
                comparison.onlySecond(),
                comparison.onlyFirst(),
                comparison.bothWrong()),
            margin);
  }
}
