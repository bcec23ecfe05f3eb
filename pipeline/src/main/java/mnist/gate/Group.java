package mnist.gate;

import java.util.List;
import mnist.evaluate.Comparison;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The judged images of one class or of one delivery.
 *
 * @param name for people, such as a class's number
 * @param comparison of the champion as the first model with the challenger as the second; null if
 *     there are no images
 */
record Group(String name, Comparison comparison) {

  /**
   * @param images all of them, none or more
   */
  static Group of(String name, List<JudgedImages> images) {
    return new Group(name, images.isEmpty() ? null : JudgedImages.withChampion(images));
  }

  long images() {
    return comparison == null ? 0 : comparison.images();
  }

  /** At most how probable so few right answers are of a challenger that keeps the floor. */
  double belowFloor(double floor) {
    long right = comparison.bothCorrect() + comparison.onlySecond();
    // What isn't below the floor is no evidence that it is.
    return right >= floor * images()
        ? 1
        : new BinomialDistribution(null, (int) images(), floor).cumulativeProbability((int) right);
  }

  /** At most how probable so much worse answers are of a challenger that keeps the margin. */
  double belowChampion(double margin) {
    return comparison.onlyFirst() - comparison.onlySecond() <= margin * images()
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
