package mnist.prepare;

/**
 * The mean width of strokes: twice their area by their perimeter. The perimeter of shades of grey
 * is their total variation (the coarea formula), and that along rows and columns is 4 / pi times
 * that along all directions (Cauchy and Crofton), so that neither asks for a threshold.
 */
public final class StrokeWidth {

  private StrokeWidth() {}

  /** In pixels; 0 without ink. Beyond the plane there is none. */
  static double of(Plane ink) {
    int height = ink.height();
    int width = ink.width();
    float[] values = ink.values();
    double variation = 0;
    for (int row = 0; row < height; row++) {
      int from = row * width;
      float left = 0;
      float sum = 0;
      for (int at = from; at < from + width; at++) {
        sum += Math.abs(values[at] - left);
        left = values[at];
      }
      variation += sum + left;
    }
    variation += sum(values, 0, width) + sum(values, values.length - width, width);
    for (int row = 1; row < height; row++) {
      variation += differences(values, row * width, width);
    }
    return of(area(ink), variation);
  }

  /**
   * The same of an image that is measured elsewhere.
   *
   * @param area sum of all amounts
   * @param variation sum of the absolute differences of neighbours in rows and in columns, and of
   *     the outermost amounts to none
   */
  public static double of(double area, double variation) {
    return variation == 0 ? 0 : 2 * area / (Math.PI / 4 * variation);
  }

  private static double sum(float[] values, int from, int width) {
    float sum = 0;
    for (int at = from; at < from + width; at++) {
      sum += values[at];
    }
    return sum;
  }

  private static double differences(float[] values, int from, int width) {
    float sum = 0;
    for (int at = from; at < from + width; at++) {
      sum += Math.abs(values[at] - values[at - width]);
    }
    return sum;
  }

  /** The sum of all amounts. */
  static double area(Plane ink) {
    double area = 0;
    for (int row = 0; row < ink.height(); row++) {
      area += sum(ink.values(), row * ink.width(), ink.width());
    }
    return area;
  }
}
