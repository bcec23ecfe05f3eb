package mnist.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What {@link Hooks} draw: an upstroke on a 1's top, and at times a base under it; a bar across a
 * 7, and at times a serif at its left; a round tail on a 9's foot; a bar beyond a 4's stem, or a
 * longer stem. Each begins on the stem or bar that it finds in the digit, or crosses it.
 *
 * @param pen the digit's own
 * @param lines polygonal chains x0, y0, x1, y1, ... in pixels
 */
record HookStrokes(Pen pen, List<float[]> lines) {

  /** Rows that a digit must have. */
  private static final int LOWEST = 10;

  /** A pen wider than this part of the digit's height leaves no room for more strokes. */
  private static final float WIDEST = 0.22f;

  /** How far an upstroke turns from the stem, in radians: 25 to 75 degrees. */
  private static final double LEAST_TURN = Math.toRadians(25);

  private static final double MOST_TURN = Math.toRadians(75);

  /** How far an upstroke is from upright at most, in radians: a flatter one would make a 7. */
  private static final double FLATTEST = Math.toRadians(66);

  /** How far from upright a stem is that may get a base, in radians: more would be a 2. */
  private static final double UPRIGHT = Math.toRadians(12);

  /** A narrower 7, as a part of its height, would be a 9 by a serif, a plus by a bar. */
  private static final float NARROWEST = 0.5f;

  /** By how much of its height a loop's right side may lie to the left of its stem. */
  private static final float OPENING = 0.15f;

  /** One 7 in so many gets a serif, and no bar: with both, some would be 9s. */
  private static final int SERIF = 5;

  /**
   * The strokes that are drawn for a digit.
   *
   * @param image height x width unsigned bytes, row-major
   * @return null where it gets none
   */
  static HookStrokes of(byte[] image, int digit, int height, int width, SplittableRandom random) {
    // Above this part of the height, the stem isn't the only ink.
    float above =
        switch (digit) {
          case 1 -> 0;
          case 4 -> 0.74f;
          case 7 -> 0.33f;
          case 9 -> 0.62f;
          default -> 1;
        };
    InkBox box = InkBox.of(image, height, width);
    if (above == 1 || box.height() < LOWEST) {
      return null;
    }
    Stem stem = Stem.of(image, width, box.top() + (int) (above * box.height()), box.bottom());
    if (stem == null || 2 * stem.pen().halfWidth() > WIDEST * box.height()) {
      return null;
    }
    List<float[]> lines = new ArrayList<>();
    switch (digit) {
      case 1 -> one(stem, box, random, lines);
      case 4 -> four(image, width, stem, box, random, lines);
      case 7 -> seven(image, width, stem, box, random, lines);
      default -> nine(image, width, stem, box, random, lines);
    }
    return lines.isEmpty() ? null : new HookStrokes(stem.pen(), lines);
  }

  private static void one(Stem stem, InkBox box, SplittableRandom random, List<float[]> lines) {
    double lean = stem.lean();
    double most = Math.min(lean + MOST_TURN, FLATTEST);
    if (lean + LEAST_TURN > most) {
      return;
    }
    double turn = Draws.between(random, lean + LEAST_TURN, most);
    float length = box.height() * Draws.between(random, 0.2, 0.85);
    int top = box.top() + (int) stem.pen().halfWidth();
    lines.add(line(stem.column(top), top, turn, length, random));
    if (Math.abs(lean) < UPRIGHT && length < 0.5 * box.height() && random.nextBoolean()) {
      int foot = box.bottom() - (int) stem.pen().halfWidth();
      float reach = box.height() * Draws.between(random, 0.15, 0.35);
      float tilt = (float) Draws.symmetric(random, 0.1) * reach;
      float column = stem.column(foot);
      lines.add(new float[] {column - reach, foot - tilt, column + reach, foot + tilt});
    }
  }

  private static void seven(
      byte[] image,
      int width,
      Stem stem,
      InkBox box,
      SplittableRandom random,
      List<float[]> lines) {
    if (box.width() < NARROWEST * box.height()) {
      return;
    }
    if (random.nextInt(SERIF) == 0) {
      int end = box.top() + box.height() / 3;
      while ((image[end * width + box.left()] & 0xFF) < InkBox.INK && end > box.top()) {
        end--;
      }
      float start = box.left() + stem.pen().halfWidth() - 0.5f;
      double turn = Draws.symmetric(random, 0.4);
      lines.add(line(start, end, turn, box.height() * Draws.between(random, 0.08, 0.16), random));
      return;
    }
    int row = box.top() + Math.round(box.height() * Draws.between(random, 0.48, 0.62));
    float length = box.height() * Draws.between(random, 0.35, 0.65);
    float left = length * Draws.between(random, 0.4, 0.6);
    float tilt = (float) Draws.symmetric(random, 0.15);
    float column = stem.column(row);
    lines.add(
        new float[] {
          column - left, row + tilt * left, column + length - left, row - tilt * (length - left)
        });
  }

  private static void nine(
      byte[] image,
      int width,
      Stem stem,
      InkBox box,
      SplittableRandom random,
      List<float[]> lines) {
    if (isOpen(image, width, stem, box)) {
      return;
    }
    int foot = box.bottom() - (int) stem.pen().halfWidth();
    float column = stem.column(foot);
    float length = box.height() * Draws.between(random, 0.3, 0.9);
    float drop = box.height() * Draws.between(random, 0.05, 0.15);
    float rise = length * Draws.between(random, -0.1, 0.3);
    int above = foot - 2;
    lines.add(
        Pen.curve(
            stem.column(above),
            above,
            column,
            foot,
            column - length / 2,
            foot + drop,
            column - length,
            foot - rise));
  }

  /** Whether a 9's loop is open at its right, so that a tail would make it a 5. */
  private static boolean isOpen(byte[] image, int width, Stem stem, InkBox box) {
    for (int row = box.top() + box.height() / 5; row < stem.first(); row++) {
      int column = box.right();
      while ((image[row * width + column] & 0xFF) < InkBox.INK && column > box.left()) {
        column--;
      }
      if (column < stem.column(row) - OPENING * box.height()) {
        return true;
      }
    }
    return false;
  }

  private static void four(
      byte[] image,
      int width,
      Stem stem,
      InkBox box,
      SplittableRandom random,
      List<float[]> lines) {
    float length = box.height() * Draws.between(random, 0.15, 0.35);
    if (random.nextInt(3) == 0) {
      int foot = box.bottom() - (int) stem.pen().halfWidth();
      float column = stem.column(foot);
      lines.add(new float[] {column, foot, column + stem.slope() * length, foot + length});
      return;
    }
    int row = widest(image, width, box);
    float column = stem.column(row);
    if ((image[row * width + Math.round(column)] & 0xFF) >= InkBox.INK) {
      float tilt = (float) Draws.symmetric(random, 0.15) * length;
      lines.add(new float[] {column, row, column + stem.pen().halfWidth() + length, row + tilt});
    }
  }

  /** The row of a 4's bar: that with most ink in the middle of its height. */
  private static int widest(byte[] image, int width, InkBox box) {
    int widest = 0;
    int most = -1;
    for (int row = box.top() + box.height() * 2 / 5; row < box.bottom() - 2; row++) {
      int sum = 0;
      for (int column = box.left(); column <= box.right(); column++) {
        sum += image[row * width + column] & 0xFF;
      }
      if (sum > most) {
        most = sum;
        widest = row;
      }
    }
    return widest;
  }

  /** From a point down to the left, a little bent. */
  private static float[] line(
      float x, float y, double turn, float length, SplittableRandom random) {
    float sin = (float) StrictMath.sin(turn);
    float cos = (float) StrictMath.cos(turn);
    float bend = (float) Draws.symmetric(random, 0.1) * length;
    return Pen.curve(
        x,
        y,
        x - sin * length / 2 + cos * bend,
        y + cos * length / 2 + sin * bend,
        x - sin * length,
        y + cos * length);
  }

  /**
   * Draws them over what is darker.
   *
   * @param border by how many pixels the image lies within what is drawn on
   * @param framed height x width values 0..255, row-major, of the image and its border
   */
  void draw(float[] framed, int height, int width, int border) {
    for (float[] line : lines) {
      float[] moved = line.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] += border;
      }
      pen.draw(moved, framed, height, width);
    }
  }
}
