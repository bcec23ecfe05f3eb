package mnist.prepare;

import mnist.prepare.Components.Component;

/**
 * The shade of paper in even light or light that falls off to one side: a plane through its pixels,
 * by least squares.
 *
 * @param mean of its pixels
 * @param x their middle, in pixels from the left
 * @param y the same from the top
 * @param right by how much it changes a pixel to the right
 * @param down by how much it changes a pixel down
 */
record PaperShade(double mean, double x, double y, double right, double down) {

  /** Of a piece of a picture, of several rows and columns. */
  static PaperShade of(Plane gray, Components pieces, Component piece) {
    Box box = piece.box();
    double middleX = (box.left() + box.right()) / 2.0;
    double middleY = (box.top() + box.bottom()) / 2.0;
    double[] sums = new double[8];
    for (int row = box.top(); row < box.bottom(); row++) {
      for (int column = box.left(); column < box.right(); column++) {
        if (pieces.label(row, column) == piece.label()) {
          double dx = column + 0.5 - middleX;
          double dy = row + 0.5 - middleY;
          double value = gray.values()[row * gray.width() + column];
          sums[0] += dx;
          sums[1] += dy;
          sums[2] += value;
          sums[3] += dx * dx;
          sums[4] += dx * dy;
          sums[5] += dy * dy;
          sums[6] += dx * value;
          sums[7] += dy * value;
        }
      }
    }
    double count = piece.area();
    double x = sums[0] / count;
    double y = sums[1] / count;
    double mean = sums[2] / count;
    double xx = sums[3] / count - x * x;
    double xy = sums[4] / count - x * y;
    double yy = sums[5] / count - y * y;
    double xShade = sums[6] / count - x * mean;
    double yShade = sums[7] / count - y * mean;
    double determinant = xx * yy - xy * xy;
    return new PaperShade(
        mean,
        middleX + x,
        middleY + y,
        (xShade * yy - yShade * xy) / determinant,
        (yShade * xx - xShade * xy) / determinant);
  }

  byte at(double toX, double toY) {
    double value = mean + right * (toX - x) + down * (toY - y);
    return (byte) Math.round(Math.max(0, Math.min(255, value)));
  }
}
