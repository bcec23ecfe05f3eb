package mnist.robustness;

/**
 * Random curves, drawn white on black with a pen as wide as those of MNIST's digits, within the 20
 * x 20 pixels that these have.
 */
final class Scribbles {

  private static final int SIDE = CorruptionFunction.SIDE;

  private static final double LOW = 4.5;
  private static final double HIGH = 22.5;

  /** Half the width of the thinnest and of the widest pen, pixels. */
  private static final double THIN = 0.8;

  private static final double WIDE = 1.8;

  /** Of a curve from one of its points to the next; hardly more than half a pixel apart. */
  private static final int STEPS = 64;

  private Scribbles() {}

  /** One to three curves. */
  static float[] draw(Chance chance) {
    double pen = chance.between(THIN, WIDE);
    int curves = chance.whole(1, 4);
    float[] pixels = new float[CorruptionFunction.PIXELS];
    for (int curve = 0; curve < curves; curve++) {
      // Fewer may well draw a digit.
      int points = curves == 1 ? chance.whole(11, 15) : chance.whole(6, 9);
      curve(pixels, pen, points, chance);
    }
    return pixels;
  }

  /**
   * A Catmull-Rom spline through so many points; it begins at the second and ends before the last.
   */
  private static void curve(float[] pixels, double pen, int points, Chance chance) {
    double[] rows = new double[points];
    double[] columns = new double[points];
    for (int i = 0; i < points; i++) {
      rows[i] = chance.between(LOW, HIGH);
      columns[i] = chance.between(LOW, HIGH);
    }
    for (int from = 1; from < points - 2; from++) {
      for (int step = 0; step <= STEPS; step++) {
        double part = (double) step / STEPS;
        dot(pixels, pen, spline(rows, from, part), spline(columns, from, part));
      }
    }
  }

  /** Between point {@code from} and the next. */
  private static double spline(double[] points, int from, double part) {
    double before = points[from - 1];
    double first = points[from];
    double second = points[from + 1];
    double after = points[from + 2];
    return first
        + part
            / 2
            * (second
                - before
                + part
                    * (2 * before
                        - 5 * first
                        + 4 * second
                        - after
                        + part * (3 * (first - second) + after - before)));
  }

  /** A disc whose edge fades over a pixel. */
  private static void dot(float[] pixels, double pen, double row, double column) {
    int reach = (int) Math.ceil(pen + 1);
    for (int down = Math.max(0, (int) row - reach);
        down <= Math.min(SIDE - 1, (int) row + reach);
        down++) {
      for (int right = Math.max(0, (int) column - reach);
          right <= Math.min(SIDE - 1, (int) column + reach);
          right++) {
        double distance =
            StrictMath.sqrt((down - row) * (down - row) + (right - column) * (right - column));
        double ink = Math.max(0, Math.min(1, pen + 0.5 - distance));
        int at = down * SIDE + right;
        pixels[at] = Math.max(pixels[at], (float) ink * CorruptionFunction.WHITE);
      }
    }
  }
}
