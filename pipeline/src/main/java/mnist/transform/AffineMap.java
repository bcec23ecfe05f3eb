package mnist.transform;

/**
 * From a pixel of the distorted image to the place in the original image that it shows.
 *
 * <p>Rows point down, columns right; the unit is a pixel. StrictMath, because Math may round the
 * last bit otherwise on another processor or JDK, and pictures are to be the same everywhere.
 */
record AffineMap(
    double rowByRow,
    double rowByColumn,
    double rowOffset,
    double columnByRow,
    double columnByColumn,
    double columnOffset) {

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
  static AffineMap about(
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
  void draw(byte[] image, int height, int width, float[] target, int offset) {
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        target[offset + row * width + column] =
            bilinear(image, height, width, row(row, column), column(row, column));
      }
    }
  }

  private static float bilinear(byte[] image, int height, int width, double row, double column) {
    int top = (int) Math.floor(row);
    int left = (int) Math.floor(column);
    if (top < -1 || left < -1 || top >= height || left >= width) {
      return 0;
    }
    float down = (float) (row - top);
    float right = (float) (column - left);
    float upper =
        (1 - right) * pixel(image, height, width, top, left)
            + right * pixel(image, height, width, top, left + 1);
    float lower =
        (1 - right) * pixel(image, height, width, top + 1, left)
            + right * pixel(image, height, width, top + 1, left + 1);
    return (1 - down) * upper + down * lower;
  }

  private static int pixel(byte[] image, int height, int width, int row, int column) {
    boolean inside = row >= 0 && row < height && column >= 0 && column < width;
    return inside ? image[row * width + column] & 0xFF : 0;
  }
}
