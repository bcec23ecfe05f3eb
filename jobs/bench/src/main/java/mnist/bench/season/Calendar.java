package mnist.bench.season;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mnist.Bounds;
import mnist.Seeds;

/**
 * Which kind of delivery comes in which week. Each quarter, or a season that is shorter, has one
 * bad delivery of each kind; all others are good.
 *
 * @param seed of the order
 * @param weeks of the season, 8 to 100
 */
record Calendar(long seed, int weeks) {

  private static final int QUARTER = 13;

  Calendar {
    Bounds.within("--season", weeks, 8, 100);
  }

  /**
   * @param week from 1 on; 0 for the first images, which are good
   */
  DeliveryKind kind(int week) {
    if (week == 0) {
      return DeliveryKind.GOOD;
    }
    int length = Math.min(weeks, QUARTER);
    List<DeliveryKind> kinds =
        new ArrayList<>(Collections.nCopies(length - DeliveryKind.bad().size(), DeliveryKind.GOOD));
    kinds.addAll(DeliveryKind.bad());
    int quarter = (week - 1) / length;
    Collections.shuffle(kinds, new Random(Seeds.of(seed, quarter)));
    return kinds.get((week - 1) % length);
  }
}
