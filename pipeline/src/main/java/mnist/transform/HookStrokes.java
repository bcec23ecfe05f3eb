package mnist.transform;

import java.util.SplittableRandom;

/**
 * What {@link Hooks} draw. Each stroke begins on the stem or bar that it finds in the digit, or
 * crosses it.
 *
 * @param image that they are drawn into: the digit, at times without a part that they replace;
 *     height x width unsigned bytes, row-major
 * @param pen the digit's own
 * @param lines polygonal chains x0, y0, x1, y1, ... in pixels; x points right, y down
 */
record HookStrokes(byte[] image, Pen pen, float[]... lines) {

  /**
   * The strokes that are drawn for a digit.
   *
   * @param image height x width unsigned bytes, row-major; it isn't changed
   * @return null where it gets none
   */
  static HookStrokes of(byte[] image, int digit, int height, int width, SplittableRandom random) {
    // Between these parts of the height, the stem is the only ink.
    StemmedDigit found =
        switch (digit) {
          case 1 -> StemmedDigit.of(image, height, width, 0, 1);
          case 4 -> StemmedDigit.of(image, height, width, 0.74f, 1);
          case 6 -> StemmedDigit.of(image, height, width, 0, 0.25f);
          case 7 -> StemmedDigit.of(image, height, width, 0.33f, 1);
          case 9 -> StemmedDigit.of(image, height, width, 0.62f, 1);
          default -> null;
        };
    if (found == null) {
      return null;
    }
    return switch (digit) {
      case 1 -> HookedOne.strokes(found, random);
      case 4 -> HookedFour.strokes(found, random);
      case 6 -> HookedSix.strokes(found, random);
      case 7 -> HookedSeven.strokes(found, random);
      default -> HookedNine.strokes(found, random);
    };
  }

  /**
   * A line from a point down to the left, a little bent.
   *
   * @param turn from straight down, in radians
   */
  static float[] line(float x, float y, double turn, float length, SplittableRandom random) {
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
