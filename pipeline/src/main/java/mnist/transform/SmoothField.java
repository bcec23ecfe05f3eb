package mnist.transform;

/**
 * Values at an image's pixels, one for each of some axes, smoothly between the points of a coarse
 * grid.
 */
public final class SmoothField {

  /** Grid points that bear on a pixel along one axis. */
  private static final int SUPPORT = 4;

  private final double spacing;
  private final float[] points;
  private final int axes;
  private final int gridColumns;

  /**
   * @param spacing of the grid's points, in pixels; the pixel at 0 lies at the second of them
   * @param points the values at the grid's points, grid rows x axes x grid columns
   */
  public SmoothField(double spacing, float[] points, int axes, int gridColumns) {
    this.spacing = spacing;
    this.points = points;
    this.axes = axes;
    this.gridColumns = gridColumns;
  }

  /** Of how many points a grid for so many pixels must be: each needs two on either side. */
  public static int gridPoints(int pixels, double spacing) {
    return (int) ((pixels - 1) / spacing) + SUPPORT;
  }

  /**
   * The values at the pixels, within the bounds of those at the points.
   *
   * @return height x axes x width
   */
  public float[] values(int height, int width) {
    float[] wide = alongRows(width);
    int line = axes * width;
    float[] weights = new float[SUPPORT];
    float[] values = new float[height * line];
    for (int row = 0; row < height; row++) {
      int first = weigh(row, weights) * line;
      blend(wide, first, line, weights, values, row * line);
    }
    return values;
  }

  /** From grid rows x axes x grid columns to grid rows x axes x width. */
  private float[] alongRows(int width) {
    int lines = points.length / gridColumns;
    float[] wide = new float[lines * width];
    float[] weights = new float[SUPPORT];
    for (int column = 0; column < width; column++) {
      int point = weigh(column, weights);
      for (int line = 0; line < lines; line++) {
        int at = line * gridColumns + point;
        wide[line * width + column] =
            weights[0] * points[at]
                + weights[1] * points[at + 1]
                + weights[2] * points[at + 2]
                + weights[3] * points[at + 3];
      }
    }
    return wide;
  }

  /**
   * Cubic B-splines at a pixel.
   *
   * @param weights takes those of four points, which sum to 1
   * @return the first of the points
   */
  private int weigh(int pixel, float[] weights) {
    double place = pixel / spacing;
    int point = (int) place;
    double t = place - point;
    double s = 1 - t;
    weights[0] = (float) (s * s * s / 6);
    weights[1] = (float) (2 / 3.0 - t * t * (2 - t) / 2);
    weights[2] = (float) (2 / 3.0 - s * s * (2 - s) / 2);
    weights[3] = (float) (t * t * t / 6);
    return point;
  }

  private static void blend(
      float[] lines, int first, int length, float[] weights, float[] to, int offset) {
    float w0 = weights[0];
    float w1 = weights[1];
    float w2 = weights[2];
    float w3 = weights[3];
    for (int i = 0; i < length; i++) {
      int at = first + i;
      to[offset + i] =
          w0 * lines[at]
              + w1 * lines[at + length]
              + w2 * lines[at + 2 * length]
              + w3 * lines[at + 3 * length];
    }
  }
}
