package mnist.prepare;

import java.util.Arrays;

/** A digit's strokes into a box of a given size, in MNIST's width. */
final class Fitting {

  /** Strokes that are narrower, in pixels of a box of 20, are widened. */
  static final double NARROW = 1.5;

  /** To this width. */
  private static final double USUAL = 2.6;

  /** MNIST's box. */
  static final double BOX = 20;

  private static final int FINE = 80;

  private Fitting() {}

  /** The strokes with their aspect kept, the longer side being that of the box. */
  static Plane fitted(Strokes strokes, int side) {
    Plane ink = strokes.amounts();
    if (Math.max(ink.height(), ink.width()) == side && strokeWidth(ink, side) >= NARROW) {
      return ink;
    }
    Extent rows = Extent.ofRows(ink);
    Extent columns = Extent.ofColumns(ink);
    double length = Math.max(rows.length(), columns.length());
    double stroke = strokeWidth(ink, length);
    if (stroke < NARROW) {
      ink = widened(ink, stroke, length);
      rows = Extent.ofRows(ink);
      columns = Extent.ofColumns(ink);
      length = Math.max(rows.length(), columns.length());
    }
    double step = length / side;
    // A pixel more on each side, for what reaches over the extent.
    return stretched(
        Resampling.resample(ink, rows.centered(step, side + 2), columns.centered(step, side + 2)));
  }

  private static double strokeWidth(Plane ink, double length) {
    return StrokeWidth.of(ink) * BOX / length;
  }

  /** In place, so that the greatest value becomes 1. */
  private static Plane stretched(Plane fitted) {
    float greatest = fitted.greatest();
    for (int i = 0; i < fitted.values().length; i++) {
      fitted.values()[i] = Math.max(0, fitted.values()[i]) / greatest;
    }
    return fitted;
  }

  private static Plane widened(Plane ink, double stroke, double length) {
    double step = Math.min(1, length / FINE);
    Grid rows = Grid.around(ink.height(), step);
    Grid columns = Grid.around(ink.width(), step);
    Plane fine = step == 1 ? ink : Resampling.resample(ink, rows, columns);
    double unit = length / step / BOX;
    double target = Math.min(USUAL, NARROW + 2 * (NARROW - stroke));
    float radius = (float) ((target - stroke) / 2 * unit);
    int margin = (int) Math.ceil(radius);
    int h = fine.height();
    int w = fine.width();
    int height = h + 2 * margin;
    int width = w + 2 * margin;
    boolean[] mask = new boolean[height * width];
    float threshold = usual(ink) / 2;
    for (int row = 0; row < h; row++) {
      for (int column = 0; column < w; column++) {
        mask[(row + margin) * width + column + margin] =
            fine.values()[row * w + column] > threshold;
      }
    }
    float[] distances = DistanceTransform.of(mask, height, width, margin + 1);
    Plane widened = new Plane(height, width);
    for (int i = 0; i < distances.length; i++) {
      widened.values()[i] = Math.max(0, Math.min(1, radius + 0.5f - distances[i]));
    }
    return widened;
  }

  /**
   * Half of the ink lies in pixels of this amount or more. A line that was thinner than a pixel of
   * the reduced picture has less than full ink all along.
   */
  private static float usual(Plane ink) {
    float[] amounts = ink.values().clone();
    Arrays.sort(amounts);
    double rest = StrokeWidth.area(ink) / 2;
    int at = amounts.length;
    while (rest > 0 && at > 0) {
      at--;
      rest -= amounts[at];
    }
    return amounts[at];
  }
}
