package mnist.nondigits;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mnist.transform.Draws;

/**
 * A form's cell without a digit: a frame, some of its sides, a row of cells, or ruled lines. Not as
 * narrow as a zero, and never an upright line alone, or with one above it to its left.
 */
record FormCell() implements NonDigit {

  @Override
  public String label() {
    return "form cell";
  }

  @Override
  public float[] draw(DigitsAtHand digits, SplittableRandom random) {
    int height = digits.height();
    int width = digits.width();
    float top = height * Draws.between(random, -0.05, 0.25);
    float bottom = height * Draws.between(random, 0.75, 1.05);
    float left = width * Draws.between(random, -0.05, 0.1);
    float right = width * Draws.between(random, 0.9, 1.05);
    List<float[]> lines = new ArrayList<>();
    switch (random.nextInt(4)) {
      case 0 -> sides(lines, top, bottom, left, right, 15);
      case 1 -> someSides(lines, top, bottom, left, right, random);
      case 2 -> row(lines, top, bottom, left, right, random);
      default -> ruled(lines, height, width, random);
    }
    float[] pixels = new float[height * width];
    float halfWidth = (float) (Draws.between(random, 0.3, 1.2) * digits.box() / 20);
    new Sketch(lines)
        .draw(pixels, height, width, halfWidth, Draws.between(random, WHITE / 4, WHITE));
    return pixels;
  }

  /**
   * Adds those whose bits are set, of 1 for the upper, 2 for the lower, 4 for the left and 8 for
   * the right one.
   */
  private static void sides(
      List<float[]> lines, float top, float bottom, float left, float right, int which) {
    if ((which & 1) != 0) {
      lines.add(new float[] {left, top, right, top});
    }
    if ((which & 2) != 0) {
      lines.add(new float[] {left, bottom, right, bottom});
    }
    if ((which & 4) != 0) {
      lines.add(new float[] {left, top, left, bottom});
    }
    if ((which & 8) != 0) {
      lines.add(new float[] {right, top, right, bottom});
    }
  }

  private static void someSides(
      List<float[]> lines,
      float top,
      float bottom,
      float left,
      float right,
      SplittableRandom random) {
    // Not the left or the right one alone, nor the upper and the right one.
    int[] some = {1, 2, 3, 5, 6, 7, 10, 11, 12, 13, 14};
    sides(lines, top, bottom, left, right, some[random.nextInt(some.length)]);
  }

  private static void row(
      List<float[]> lines,
      float top,
      float bottom,
      float left,
      float right,
      SplittableRandom random) {
    // With or without the upper side, as in a comb.
    sides(lines, top, bottom, left, right, 14 + random.nextInt(2));
    int cells = 2 + random.nextInt(3);
    for (int cell = 1; cell < cells; cell++) {
      float x = left + (right - left) * cell / cells;
      lines.add(new float[] {x, top, x, bottom});
    }
  }

  private static void ruled(List<float[]> lines, int height, int width, SplittableRandom random) {
    int count = 1 + random.nextInt(5);
    float spacing = (float) height / count;
    float first = spacing * Draws.between(random, 0, 1);
    float tilt = (float) Draws.symmetric(random, 0.05 * height);
    for (int line = 0; line < count; line++) {
      float y = first + line * spacing;
      lines.add(new float[] {0, y, width, y + tilt});
    }
  }
}
