package mnist.prepare;

/**
 * The mean width of strokes: twice their area by their perimeter. The perimeter of shades of grey
 * is their total variation (the coarea formula), and that along rows and columns is 4 / pi times
 * that along all directions (Cauchy and Crofton), so that neither asks for a threshold.
 */
final class StrokeWidth {

  private StrokeWidth() {}

  /** In pixels; 0 without ink. Beyond the plane there is none. */
  static double of(Plane ink) {
    int width = ink.width();
    float[] values = ink.values();
    double area = 0;
    double variation = 0;
    for (int row = 0, at = 0; row < ink.height(); row++) {
      for (int column = 0; column < width; column++, at++) {
        float value = values[at];
        float left = column == 0 ? 0 : values[at - 1];
        float above = row == 0 ? 0 : values[at - width];
        area += value;
        variation += Math.abs(value - left) + Math.abs(value - above);
        if (column == width - 1) {
          variation += value;
        }
        if (row == ink.height() - 1) {
          variation += value;
        }
      }
    }
    return variation == 0 ? 0 : 2 * area / (Math.PI / 4 * variation);
  }
}
