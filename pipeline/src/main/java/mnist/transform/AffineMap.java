package mnist.transform;

/**
 * From a pixel of the distorted image to the place in the original image that it shows.
 *
 * <p>Rows point down, columns right; the unit is a pixel. StrictMath, because Math may round the
 * last bit otherwise on another processor or JDK, and pictures are to be the same everywhere.
 */
public record AffineMap(
    double rowByRow,
    double rowByColumn,
    double rowOffset,
    double columnByRow,
    double columnByColumn,
    double columnOffset) {

  /**
   * Of numbers with a fixed point, which a row is walked in: nothing to round from step to step.
   */
  private static final int FRACTION_BITS = 32;

  /**
   * Rotation after shear after zoom, about a centre, then a shift.
   *
   * @param angle in radians; above 0 the picture turns anticlockwise
   * @param shear in radians, by which the row axis turns and the column axis doesn't
   * @param rowZoom above 1 the picture gets lower
   * @param columnZoom above 1 the picture gets narrower
   * @param rowShift above 0 the picture moves up
   * @param columnShift above 0 the picture moves left
   */
  public static AffineMap about(
      double centreRow,
      double centreColumn,
      double angle,
      double shear,
      double rowZoom,
      double columnZoom,
      double rowShift,
      double columnShift) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double rowByRow = StrictMath.cos(angle + shear) * rowZoom;
    double rowByColumn = sin * columnZoom;
    double columnByRow = -StrictMath.sin(angle + shear) * rowZoom;
    double columnByColumn = cos * columnZoom;
    return new AffineMap(
        rowByRow,
        rowByColumn,
        centreRow + rowShift - rowByRow * centreRow - rowByColumn * centreColumn,
        columnByRow,
        columnByColumn,
        centreColumn + columnShift - columnByRow * centreRow - columnByColumn * centreColumn);
  }

  /**
   * The same distortion of the original as it is after scaling about a centre.
   *
   * @param rows above 1 the original gets higher
   * @param columns above 1 the original gets wider
   */
  AffineMap ofScaled(double centreRow, double centreColumn, double rows, double columns) {
    return new AffineMap(
        rowByRow / rows,
        rowByColumn / rows,
        centreRow + (rowOffset - centreRow) / rows,
        columnByRow / columns,
        columnByColumn / columns,
        centreColumn + (columnOffset - centreColumn) / columns);
  }

  double row(int row, int column) {
    return rowByRow * row + rowByColumn * column + rowOffset;
  }

  double column(int row, int column) {
    return columnByRow * row + columnByColumn * column + columnOffset;
  }

  /**
   * Draws the distorted image, with bilinear interpolation and zeros from outside.
   *
   * @param image height x width unsigned bytes, row-major
   * @param target takes height x width values 0..255, row-major, from {@code offset} on
   */
  public void draw(byte[] image, int height, int width, float[] target, int offset) {
    draw(image, height, width, null, target, offset);
  }

  /**
   * Draws the distorted image, each pixel displaced by a field as well: both in one resampling,
   * since each blurs.
   *
   * @param displacements pixels, height x 2 x width, rows' displacements first; null for none
   */
  void draw(
      byte[] image, int height, int width, float[] displacements, float[] target, int offset) {
    float[] framed = Frame.of(image, height, width, 1);
    long rowStep = fixed(rowByColumn);
    long columnStep = fixed(columnByColumn);
    int next = offset;
    for (int row = 0; row < height; row++) {
      // A place within the frame, whose zeros stand around the image.
      long y = fixed(row(row, 0) + 1);
      long x = fixed(column(row, 0) + 1);
      for (int column = 0; column < width; column++) {
        long down = y;
        long right = x;
        if (displacements != null) {
          down += fixed(displacements[2 * row * width + column]);
          right += fixed(displacements[(2 * row + 1) * width + column]);
        }
        target[next++] = sample(framed, height, width, down, right);
        y += rowStep;
        x += columnStep;
      }
    }
  }

  private static float sample(float[] framed, int height, int width, long y, long x) {
    long top = y >> FRACTION_BITS;
    long left = x >> FRACTION_BITS;
    boolean inside = top >= 0 && left >= 0 && top <= height && left <= width;
    return inside
        ? bilinear(framed, (int) top * (width + 2) + (int) left, width + 2, part(y), part(x))
        : 0;
  }

  private static long fixed(float value) {
    return (long) (value * (1L << FRACTION_BITS));
  }

  private static long fixed(double value) {
    return Math.round(value * (1L << FRACTION_BITS));
  }

  /** What stands behind the point, 0 to below 1, in the 24 bits that a float holds. */
  private static float part(long fixed) {
    return ((int) (fixed >>> FRACTION_BITS - 24) & 0xFFFFFF) * 0x1p-24f;
  }

  private static float bilinear(float[] pixels, int at, int stride, float down, float right) {
    float upper = pixels[at] + right * (pixels[at + 1] - pixels[at]);
    float lower = pixels[at + stride] + right * (pixels[at + stride + 1] - pixels[at + stride]);
    return upper + down * (lower - upper);
  }
}
