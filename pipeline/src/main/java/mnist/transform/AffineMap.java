package mnist.transform;

/**
 * From a pixel of the distorted image to the place in the original image that it shows.
 *
 * <p>Rows point down, columns right; the unit is a pixel.
 */
record AffineMap(
    double rowByRow,
    double rowByColumn,
    double rowOffset,
    double columnByRow,
    double columnByColumn,
    double columnOffset) {

  /** Rotation after shear after zoom, about a centre, then a shift. */
  static AffineMap about(
      double centreRow,
      double centreColumn,
      double angle,
      double shear,
      double rowZoom,
      double columnZoom,
      double rowShift,
      double columnShift) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double rowByRow = Math.cos(angle + shear) * rowZoom;
    double rowByColumn = sin * columnZoom;
    double columnByRow = -Math.sin(angle + shear) * rowZoom;
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
}
