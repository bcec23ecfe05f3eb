package mnist.prepare;

import java.util.Random;
import mnist.picture.GrayPicture;

/** Pictures for tests: strokes drawn with a pen of a given width on paper. */
final class Paper {

  /** Polylines, {row, column, row, column, …} of a digit in a box of 1 by 0.6. */
  static final double[][] ONE = {{0.15, 0.15, 0, 0.35, 1, 0.35}};

  static final double[][] FIVE = {
    {0, 0.55, 0, 0.05, 0.45, 0.05, 0.4, 0.4, 0.6, 0.55, 0.85, 0.5, 1, 0.25, 0.9, 0}
  };
  static final double[][] FIVE_IN_TWO_PIECES = {
    {0, 0.55, 0, 0.25}, {0.12, 0.05, 0.45, 0.05, 0.4, 0.4, 0.6, 0.55, 0.85, 0.5, 1, 0.25, 0.9, 0}
  };
  static final double[][] SEVEN = {{0, 0, 0, 0.55, 1, 0.2}};

  final int height;
  final int width;
  private final double[] values;

  Paper(int height, int width, double shade) {
    this.height = height;
    this.width = width;
    this.values = new double[height * width];
    java.util.Arrays.fill(values, shade);
  }

  /** Darkens (or brightens, if negative) along the lines; their edges are smooth. */
  Paper draw(double[][] digit, double top, double left, double size, double pen, double ink) {
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double distance = Double.MAX_VALUE;
        for (double[] line : digit) {
          for (int i = 0; i + 3 < line.length; i += 2) {
            distance =
                Math.min(
                    distance,
                    distance(
                        row + 0.5,
                        column + 0.5,
                        top + size * line[i],
                        left + size * line[i + 1],
                        top + size * line[i + 2],
                        left + size * line[i + 3]));
          }
        }
        values[row * width + column] -= ink * Math.max(0, Math.min(1, pen / 2 + 0.5 - distance));
      }
    }
    return this;
  }

  Paper line(double row, double column, double toRow, double toColumn, double pen, double ink) {
    return draw(new double[][] {{row, column, toRow, toColumn}}, 0, 0, 1, pen, ink);
  }

  Paper gradient(double down, double right) {
    for (int i = 0; i < values.length; i++) {
      values[i] += down * (i / width) / height + right * (i % width) / width;
    }
    return this;
  }

  /**
   * Leaves a sheet of it, on a table with stripes.
   *
   * @param corners x, y, x, y, ... clockwise
   */
  Paper onTable(double shade, double... corners) {
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        boolean inside = true;
        for (int i = 0; i < corners.length; i += 2) {
          int next = (i + 2) % corners.length;
          double turn =
              (corners[next] - corners[i]) * (row + 0.5 - corners[i + 1])
                  - (corners[next + 1] - corners[i + 1]) * (column + 0.5 - corners[i]);
          inside &= turn >= 0;
        }
        if (!inside) {
          values[row * width + column] = shade + 8 * Math.sin(row / 5.0 + column / 37.0);
        }
      }
    }
    return this;
  }

  Paper noise(double deviation, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] += deviation * random.nextGaussian();
    }
    return this;
  }

  GrayPicture picture() {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.round(Math.max(0, Math.min(255, values[i])));
    }
    return new GrayPicture(height, width, pixels);
  }

  private static double distance(
      double y, double x, double fromY, double fromX, double toY, double toX) {
    double dy = toY - fromY;
    double dx = toX - fromX;
    double length = dy * dy + dx * dx;
    double at = length == 0 ? 0 : ((y - fromY) * dy + (x - fromX) * dx) / length;
    double nearest = Math.max(0, Math.min(1, at));
    return Math.hypot(y - fromY - nearest * dy, x - fromX - nearest * dx);
  }
}
