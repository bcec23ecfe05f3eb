package mnist.prepare;

import mnist.prepare.Components.Component;

/**
 * The shade of paper in even light or light that falls off to one side: a plane through its pixels,
 * by least squares.
 *
 * @param shade at the middle
 * @param x the middle, in pixels from the left
 * @param y the same from the top
 * @param right by how much it changes a pixel to the right
 * @param down by how much it changes a pixel down
 */
record PaperShade(double shade, double x, double y, double right, double down) {

  /** Of a piece of a picture. */
  static PaperShade of(Plane gray, Components components, Component piece) {
    double sumX = 0;
    double sumY = 0;
    double sum = 0;
    Box box = piece.box();
    for (int row = box.top(); row < box.bottom(); row++) {
      for (int column = box.left(); column < box.right(); column++) {
        if (components.label(row, column) == piece.label()) {
          sumX += column + 0.5;
          sumY += row + 0.5;
          sum += gray.values()[row * gray.width() + column];
        }
      }
    }
    double x = sumX / piece.area();
    double y = sumY / piece.area();
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double xShade = 0;
    double yShade = 0;
    for (int row = box.top(); row < box.bottom(); row++) {
      for (int column = box.left(); column < box.right(); column++) {
        if (components.label(row, column) == piece.label()) {
          double dx = column + 0.5 - x;
          double dy = row + 0.5 - y;
          double value = gray.values()[row * gray.width() + column];
          xx += dx * dx;
          xy += dx * dy;
          yy += dy * dy;
          xShade += dx * value;
          yShade += dy * value;
        }
      }
    }
    double determinant = xx * yy - xy * xy;
    return new PaperShade(
        sum / piece.area(),
        x,
        y,
        (xShade * yy - yShade * xy) / determinant,
        (yShade * xx - xShade * xy) / determinant);
  }

  byte at(double toX, double toY) {
    double value = shade + right * (toX - x) + down * (toY - y);
    return (byte) Math.round(Math.max(0, Math.min(255, value)));
  }
}
