package mnist.nondigits;

import java.util.SplittableRandom;

/** Random orders in which nothing stays where it was. */
final class Permutation {

  private Permutation() {}

  /**
   * By Sattolo's algorithm (1986): one cycle.
   *
   * @param count 2 or more
   * @return the numbers from 0 to below {@code count}
   */
  static int[] of(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i);
      int other = order[i];
      order[i] = order[j];
      order[j] = other;
    }
    return order;
  }
}
