package mnist.deliveries;

import java.util.List;

/** Divides a bound among deliveries, so that none is left out, however old. */
final class EqualShares {

  private EqualShares() {}

  /**
   * How many images each may give at most, so that together they give as many as they have, or
   * about the bound. One that has less than its share leaves the rest to the others.
   *
   * @param images that each has, 0 or more
   * @param bound 1 or more
   * @return 1 or more, also where there are more deliveries than the bound has images
   */
  static long of(List<Long> images, long bound) {
    List<Long> ascending = images.stream().filter(count -> count > 0).sorted().toList();
    long left = bound;
    for (int i = 0; i < ascending.size(); i++) {
      long share = left / (ascending.size() - i);
      if (ascending.get(i) > share) {
        return Math.max(1, share);
      }
      left -= ascending.get(i);
    }
    return Long.MAX_VALUE;
  }
}
