package mnist.gate;

import mnist.evaluate.Comparison;

/**
 * How many images of one class and one delivery have been answered in one way by three models.
 *
 * @param label class, from 0
 * @param delivery that the images came with
 * @param challenger whether the challenger got them right
 * @param champion whether the champion did
 * @param best whether the best champion so far did
 * @param images how many, 1 or more
 */
public record JudgedImages(
    int label, String delivery, boolean challenger, boolean champion, boolean best, long images) {

  public JudgedImages {
    if (images < 1) {
      throw new IllegalArgumentException("images must be 1 or more, but was " + images);
    }
  }

  /** The champion as the first model, the challenger as the second. */
  static Comparison withChampion(Iterable<JudgedImages> judged) {
    return tally(judged, false);
  }

  /** The best champion so far as the first model, the challenger as the second. */
  static Comparison withBest(Iterable<JudgedImages> judged) {
    return tally(judged, true);
  }

  private static Comparison tally(Iterable<JudgedImages> judged, boolean withBest) {
    // By whether the first is right, then by whether the second is.
    long[][] counts = new long[2][2];
    for (JudgedImages some : judged) {
      boolean first = withBest ? some.best : some.champion;
      counts[first ? 1 : 0][some.challenger ? 1 : 0] += some.images;
    }
    return new Comparison(counts[1][1], counts[1][0], counts[0][1], counts[0][0]);
  }
}
