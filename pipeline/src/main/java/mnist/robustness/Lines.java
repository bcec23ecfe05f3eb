package mnist.robustness;

/** Bright lines across an image. */
final class Lines {

  private static final int SIDE = CorruptionFunction.SIDE;

  /** Beyond this distance a line can't be seen. */
  private static final double REACH = 2.3;

  private static final int ZIGZAG_LEFT = 2;
  private static final int ZIGZAG_RIGHT = 25;

  /** Half of a tooth's length, and its height. */
  private static final double TOOTH = 2;

  private Lines() {}

  /** Two columns of every four, from edge to edge. */
  static float[] dotted(byte[] image, Chance chance) {
    int from = chance.whole(0, SIDE - 1);
    int to = chance.whole(0, SIDE - 1);
    float[] pixels = CorruptionFunction.pixels(image);
    add(pixels, 0, from, SIDE - 1, to, column -> column / 2 % 2 == 1);
    return pixels;
  }

  /** Teeth along a slightly tilted line. */
  static float[] zigzag(byte[] image, Chance chance) {
    int from = chance.whole(0, SIDE - 1);
    int rise = chance.whole(-5, 5);
    double run = ZIGZAG_RIGHT - ZIGZAG_LEFT;
    double length = StrictMath.sqrt(run * run + rise * rise);
    double cos = run / length;
    double sin = rise / length;

    float[] pixels = CorruptionFunction.pixels(image);
    int teeth = (int) Math.floor((length - TOOTH) / (2 * TOOTH)) + 1;
    double left = ZIGZAG_LEFT;
    double top = from;
    for (int i = 0; i <= teeth; i++) {
      double along = i < teeth ? (2 * i + 1) * TOOTH : length;
      double across = i < teeth ? tooth(i) : end(length, tooth(teeth - 1));
      double right = ZIGZAG_LEFT + cos * along - sin * across;
      double bottom = from + sin * along + cos * across;
      add(pixels, left, top, right, bottom, column -> true);
      left = right;
      top = bottom;
    }
    return pixels;
  }

  private static double tooth(int i) {
    return i % 2 == 0 ? TOOTH : -TOOTH;
  }

  /** Where the last, shorter tooth ends: the original's formula. */
  private static double end(double length, double lastTooth) {
    double whole = 2 * TOOTH * Math.floor(length / (2 * TOOTH));
    return lastTooth / (2 * (length - whole));
  }

  /** Which columns a line is drawn in. */
  private interface Columns {
    boolean has(int column);
  }

  /** Adds a line that fades with vertical distance; values are clipped at white. */
  private static void add(
      float[] pixels, double left, double top, double right, double bottom, Columns columns) {
    if (right == left) {
      return;
    }
    double slope = (bottom - top) / (right - left);
    int end = Math.min(SIDE, (int) Math.ceil(right));
    for (int column = Math.max(0, (int) Math.floor(left)); column < end; column++) {
      if (!columns.has(column)) {
        continue;
      }
      double middle = slope * (column - left) + top;
      for (int row = 0; row < SIDE; row++) {
        double distance = Math.abs(row - middle);
        double light = distance < REACH ? StrictMath.log(1 - distance / REACH) + 1 : 0;
        int at = row * SIDE + column;
        float lit = pixels[at] + (float) Math.max(0, light) * CorruptionFunction.WHITE;
        pixels[at] = Math.min(CorruptionFunction.WHITE, lit);
      }
    }
  }
}
