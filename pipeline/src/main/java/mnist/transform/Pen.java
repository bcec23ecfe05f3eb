package mnist.transform;

/**
 * A pen with a round tip, which draws lines.
 *
 * @param halfWidth half of a line's width, in pixels
 * @param ink how bright lines are, 0..255
 */
public record Pen(float halfWidth, float ink) {

  /** Segments that a curve has between two of its points. */
  private static final int STEPS = 6;

  /**
   * A smooth curve through points, by Catmull and Rom (1974).
   *
   * @param points x0, y0, x1, y1, ... of two points or more; x points right, y down
   * @return a polygonal chain in the same order
   */
  public static float[] curve(float... points) {
    int count = points.length / 2;
    float[] curve = new float[2 * ((count - 1) * STEPS + 1)];
    for (int i = 0; i < curve.length; i += 2) {
      int step = i / 2;
      int from = Math.min(step / STEPS, count - 2);
      float t = (step - from * STEPS) / (float) STEPS;
      for (int axis = 0; axis < 2; axis++) {
        float p0 = points[2 * Math.max(from - 1, 0) + axis];
        float p1 = points[2 * from + axis];
        float p2 = points[2 * (from + 1) + axis];
        float p3 = points[2 * Math.min(from + 2, count - 1) + axis];
        curve[i + axis] =
            p1
                + t
                    * (p2
                        - p0
                        + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)))
                    / 2;
      }
    }
    return curve;
  }

  /**
   * Draws a line over what is darker; what lies outside is cut off.
   *
   * @param line a polygonal chain x0, y0, x1, y1, ... of two points or more, in pixels; x points
   *     right, y down
   * @param pixels height x width values 0..255, row-major
   */
  public void draw(float[] line, float[] pixels, int height, int width) {
    for (int i = 2; i < line.length; i += 2) {
      segment(pixels, height, width, line[i - 2], line[i - 1], line[i], line[i + 1]);
    }
  }

  private void segment(
      float[] pixels, int height, int width, float x0, float y0, float x1, float y1) {
    float reach = halfWidth + 0.5f;
    int top = (int) Math.max(0, Math.min(y0, y1) - reach);
    int bottom = (int) Math.min(height - 1f, Math.max(y0, y1) + reach);
    int left = (int) Math.max(0, Math.min(x0, x1) - reach);
    int right = (int) Math.min(width - 1f, Math.max(x0, x1) + reach);
    float alongX = x1 - x0;
    float alongY = y1 - y0;
    float perSquare = 1 / Math.max(alongX * alongX + alongY * alongY, 1e-6f);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        float t = ((column - x0) * alongX + (row - y0) * alongY) * perSquare;
        float nearest = Math.max(0, Math.min(1, t));
        float asideX = column - x0 - nearest * alongX;
        float asideY = row - y0 - nearest * alongY;
        float square = asideX * asideX + asideY * asideY;
        if (square < reach * reach) {
          float cover = Math.min(1, reach - (float) Math.sqrt(square));
          int at = row * width + column;
          pixels[at] = Math.max(pixels[at], cover * ink);
        }
      }
    }
  }
}
