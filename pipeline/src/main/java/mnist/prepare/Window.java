package mnist.prepare;

import java.util.Arrays;

/** What is within a square around each pixel, of its part within the picture. */
final class Window {

  private Window() {}

  /**
   * The greatest value: that of two overlapping windows, each made of two of half its size.
   *
   * @param reach pixels from the square's middle to its sides
   */
  static Plane greatest(Plane plane, int reach) {
    int height = plane.height();
    int width = plane.width();
    int padded = width + 2 * reach;
    float[] values = new float[(height + 2 * reach) * padded];
    Arrays.fill(values, Float.NEGATIVE_INFINITY);
    for (int row = 0; row < height; row++) {
      System.arraycopy(plane.values(), row * width, values, (row + reach) * padded + reach, width);
    }
    values = greatest(greatest(values, 1, 2 * reach + 1), padded, 2 * reach + 1);
    Plane result = new Plane(height, width);
    for (int row = 0; row < height; row++) {
      System.arraycopy(values, row * padded, result.values(), row * width, width);
    }
    return result;
  }

  /**
   * Of each value and those that follow at a step, {@code length} together where there are some.
   */
  private static float[] greatest(float[] values, int step, int length) {
    float[] from = values;
    float[] to = new float[values.length];
    float[] shifted = new float[values.length];
    int covered = 1;
    while (2 * covered <= length) {
      greaterOfTwo(from, covered * step, shifted, to);
      float[] free = from;
      from = to;
      to = free;
      covered *= 2;
    }
    greaterOfTwo(from, (length - covered) * step, shifted, to);
    return to;
  }

  /** By a copy, since of positions that differ Java doesn't make vector instructions. */
  private static void greaterOfTwo(float[] from, int shift, float[] shifted, float[] to) {
    int count = from.length - shift;
    System.arraycopy(from, shift, shifted, 0, count);
    for (int i = 0; i < count; i++) {
      to[i] = Math.max(from[i], shifted[i]);
    }
  }

  /**
   * The mean.
   *
   * @param reach pixels from the square's middle to its sides
   */
  static Plane mean(Plane plane, int reach) {
    int height = plane.height();
    int width = plane.width();
    double[] sums = new double[width];
    double[] upTo = new double[width + 1];
    Plane result = new Plane(height, width);
    for (int row = -reach; row < height; row++) {
      if (row + reach < height) {
        add(plane.values(), (row + reach) * width, sums);
      }
      if (row > reach) {
        subtract(plane.values(), (row - reach - 1) * width, sums);
      }
      if (row >= 0) {
        int rows = Math.min(height, row + reach + 1) - Math.max(0, row - reach);
        means(sums, rows, reach, upTo, result.values(), row * width);
      }
    }
    return result;
  }

  private static void add(float[] values, int from, double[] sums) {
    for (int column = 0; column < sums.length; column++) {
      sums[column] += values[from + column];
    }
  }

  private static void subtract(float[] values, int from, double[] sums) {
    for (int column = 0; column < sums.length; column++) {
      sums[column] -= values[from + column];
    }
  }

  private static void means(
      double[] sums, int rows, int reach, double[] upTo, float[] means, int from) {
    int width = sums.length;
    for (int column = 0; column < width; column++) {
      upTo[column + 1] = upTo[column] + sums[column];
    }
    int inner = Math.max(0, Math.min(reach, width));
    int outer = Math.max(inner, width - reach);
    for (int column = 0; column < inner; column++) {
      means[from + column] = mean(upTo, rows, reach, column);
    }
    double share = 1.0 / (rows * (2 * reach + 1));
    for (int column = inner; column < outer; column++) {
      means[from + column] = (float) ((upTo[column + reach + 1] - upTo[column - reach]) * share);
    }
    for (int column = outer; column < width; column++) {
      means[from + column] = mean(upTo, rows, reach, column);
    }
  }

  private static float mean(double[] upTo, int rows, int reach, int column) {
    int end = Math.min(upTo.length - 1, column + reach + 1);
    int first = Math.max(0, column - reach);
    return (float) ((upTo[end] - upTo[first]) / (rows * (end - first)));
  }
}
