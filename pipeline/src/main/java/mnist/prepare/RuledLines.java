package mnist.prepare;

/**
 * Removes lines that run straight through a picture, such as those of ruled paper, from a mask.
 * They are found by projection along slightly sloping lines. If what is left is nothing or touches
 * the picture's edge, the lines stay: where a digit fills its picture, its strokes run through too.
 */
final class RuledLines {

  /** Of a line's pixels, what must be ink. */
  private static final double COVERED = 0.85;

  /** The thickest line, as a share of the side across it. */
  private static final double THICKEST = 0.08;

  /** Of a picture's pixels, what a digit has at least. */
  private static final double LEAST = 0.005;

  /** Slopes that are tried: up to this many pixels over the whole picture, as a share of it. */
  private static final double STEEPEST = 0.06;

  private RuledLines() {}

  static void remove(boolean[] mask, int height, int width) {
    boolean[] rest = mask.clone();
    boolean rows = remove(rest, height, width, width, 1);
    boolean columns = remove(rest, width, height, 1, width);
    if ((rows || columns) && isInside(rest, height, width)) {
      System.arraycopy(rest, 0, mask, 0, mask.length);
    }
  }

  private static boolean isInside(boolean[] mask, int height, int width) {
    int inside = 0;
    for (int row = 0, at = 0; row < height; row++) {
      for (int column = 0; column < width; column++, at++) {
        if (mask[at]) {
          if (row == 0 || column == 0 || row == height - 1 || column == width - 1) {
            return false;
          }
          inside++;
        }
      }
    }
    return inside > LEAST * mask.length;
  }

  /**
   * @param across pixels across the lines
   * @param along pixels along them
   * @param acrossStep from a pixel to the next across
   * @param alongStep from a pixel to the next along
   */
  private static boolean remove(
      boolean[] mask, int across, int along, int acrossStep, int alongStep) {
    if (across * THICKEST < 1 || !touchesBothEnds(mask, across, along, acrossStep, alongStep)) {
      return false;
    }
    int steepest = (int) (STEEPEST * along);
    for (int shift = 0; shift <= steepest; shift++) {
      if (removeAt(mask, across, along, acrossStep, alongStep, shift)
          | (shift > 0 && removeAt(mask, across, along, acrossStep, alongStep, -shift))) {
        return true;
      }
    }
    return false;
  }

  private static boolean touchesBothEnds(
      boolean[] mask, int across, int along, int acrossStep, int alongStep) {
    boolean first = false;
    boolean last = false;
    for (int i = 0; i < across; i++) {
      first |= mask[i * acrossStep];
      last |= mask[i * acrossStep + (along - 1) * alongStep];
    }
    return first && last;
  }

  private static boolean removeAt(
      boolean[] mask, int across, int along, int acrossStep, int alongStep, int shift) {
    boolean[] line = new boolean[across];
    boolean any = false;
    for (int i = 0; i < across; i++) {
      int covered = 0;
      for (int j = 0; j < along; j++) {
        int at = i + Math.floorDiv(shift * j, along);
        if (at >= 0 && at < across && mask[at * acrossStep + j * alongStep]) {
          covered++;
        }
      }
      line[i] = covered >= COVERED * along;
      any |= line[i];
    }
    if (!any) {
      return false;
    }
    int thickest = (int) (THICKEST * across);
    boolean removed = false;
    for (int from = 0; from < across; from++) {
      int to = from;
      while (to < across && line[to]) {
        to++;
      }
      if (to > from && to - from <= thickest) {
        erase(mask, from, to, across, along, acrossStep, alongStep, shift);
        removed = true;
      }
      from = to;
    }
    return removed;
  }

  /** The line and the ragged pixels beside it, but not strokes that cross it. */
  private static void erase(
      boolean[] mask,
      int from,
      int to,
      int across,
      int along,
      int acrossStep,
      int alongStep,
      int shift) {
    for (int j = 0; j < along; j++) {
      int offset = Math.floorDiv(shift * j, along);
      int low = from + offset - 1;
      int high = to + offset;
      boolean before = isInk(mask, low - 1, j, across, acrossStep, alongStep);
      boolean after = isInk(mask, high + 1, j, across, acrossStep, alongStep);
      for (int i = low; i <= high && !(before && after); i++) {
        boolean ragged = i == low && before || i == high && after;
        if (i >= 0 && i < across && !ragged) {
          mask[i * acrossStep + j * alongStep] = false;
        }
      }
    }
  }

  private static boolean isInk(
      boolean[] mask, int i, int j, int across, int acrossStep, int alongStep) {
    return i >= 0 && i < across && mask[i * acrossStep + j * alongStep];
  }
}
