package mnist.transform;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A 4 whose bar or stem goes on, or whose stem begins at the bar. */
final class HookedFour {

  /** How far an arm rises above the bar at least, as a part of the height. */
  private static final float RISE = 0.25f;

  /** How far the top of an arm may lie to the right of the stem, as a part of the height. */
  private static final float LEAN = 0.15f;

  private HookedFour() {}

  static HookStrokes strokes(StemmedDigit digit, SplittableRandom random) {
    if (random.nextBoolean()) {
      return lowered(digit, random);
    }
    float length = digit.height() * Draws.between(random, 0.15, 0.35);
    return random.nextInt(3) == 0 ? stem(digit, length) : bar(digit, length, random);
  }

  private static HookStrokes stem(StemmedDigit digit, float length) {
    int foot = digit.foot();
    float column = digit.stem().column(foot);
    return digit.with(
        new float[] {column, foot, column + digit.stem().slope() * length, foot + length});
  }

  private static HookStrokes bar(StemmedDigit digit, float length, SplittableRandom random) {
    int row = barRow(digit);
    float column = digit.stem().column(row);
    if (!digit.isInk(row, Math.round(column))) {
      return null;
    }
    float tilt = (float) Draws.symmetric(random, 0.15) * length;
    float end = column + digit.stem().pen().halfWidth() + length;
    return digit.with(new float[] {column, row, end, row + tilt});
  }

  /** That with most ink in the middle of its height. */
  private static int barRow(StemmedDigit digit) {
    InkBox box = digit.box();
    int widest = 0;
    int most = -1;
    for (int row = box.top() + box.height() * 2 / 5; row < box.bottom() - 2; row++) {
      int sum = 0;
      for (int column = box.left(); column <= box.right(); column++) {
        sum += digit.image()[row * digit.width() + column] & 0xFF;
      }
      if (sum > most) {
        most = sum;
        widest = row;
      }
    }
    return widest;
  }

  /**
   * Without its stem above the bar, and with its arm leaning to the right: a flash of lightning.
   */
  private static HookStrokes lowered(StemmedDigit digit, SplittableRandom random) {
    int bar = barRow(digit);
    byte[] image = digit.image().clone();
    int first = bar - (int) Math.ceil(digit.stem().pen().halfWidth()) - 1;
    int row = first;
    int left = digit.box().left();
    int right = digit.box().right();
    // The first run of ink in each row that touches the arm's run below is the arm.
    for (; row >= digit.box().top(); row--) {
      int from = left;
      while (from <= right && !digit.isInk(row, from)) {
        from++;
      }
      if (from > right) {
        break;
      }
      int to = from;
      while (to < digit.box().right() && digit.isInk(row, to + 1)) {
        to++;
      }
      // A stroke has a faint rim of one pixel.
      int end = (row + 1) * digit.width();
      Arrays.fill(image, Math.min(row * digit.width() + to + 2, end), end, (byte) 0);
      left = Math.max(digit.box().left(), from - 1);
      right = Math.min(digit.box().right(), to + 1);
    }
    int rows = first - row;
    if (rows < RISE * digit.height()) {
      return null;
    }
    Arrays.fill(image, 0, (row + 1) * digit.width(), (byte) 0);
    float room = digit.stem().column(bar) + digit.height() * LEAN - (left + right) / 2f;
    float lean = Math.max(0, Draws.between(random, 0, room)) / rows;
    for (int moved = row + 1; moved <= first; moved++) {
      shift(image, digit.width(), moved, lean * (first + 1 - moved));
    }
    return new HookStrokes(image, digit.stem().pen());
  }

  /** Moves a row to the right by some pixels, linearly between them; what leaves it is lost. */
  private static void shift(byte[] image, int width, int row, float by) {
    int whole = (int) by;
    float part = by - whole;
    for (int column = width - 1; column >= 0; column--) {
      float near = at(image, width, row, column - whole);
      float far = at(image, width, row, column - whole - 1);
      image[row * width + column] = (byte) Math.round(near + part * (far - near));
    }
  }

  private static int at(byte[] image, int width, int row, int column) {
    return column < 0 ? 0 : image[row * width + column] & 0xFF;
  }
}
