package mnist.nondigits;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What a non-digit may be made of.
 *
 * @param height of all images, pixels
 * @param width of all images, pixels
 * @param own the digit that it stands for
 * @param beside others, such as those before and after it in its minibatch; none if there are none
 */
public record DigitsAtHand(int height, int width, Digit own, List<Digit> beside) {

  /** One of them all. */
  Digit any(SplittableRandom random) {
    int index = random.nextInt(1 + beside.size());
    return index == 0 ? own : beside.get(index - 1);
  }

  /** The side of the square that preparation fits a digit into: 20 of 28 pixels. */
  double box() {
    return Math.min(height, width) * 20 / 28.0;
  }
}
