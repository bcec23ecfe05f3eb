package mnist.profile;

import java.util.Arrays;
import mnist.prepare.StrokeWidth;

/**
 * Measures one image after the other, in one pass over its bytes and, from image to image of a
 * size, without a new object. For one thread.
 */
final class ImageStatistics {

  private static final double WHITE = 255;

  /** Rows and columns whose brightness sums to less hold no ink, but the faint rim of a stroke. */
  private static final int LEAST_INK = 64;

  private final double[] values = new double[Measure.values().length];
  private int[] rows = {};
  private int[] columns = {};
  private int[] above = {};

  /** The last image's; one of {@link Measure#ofImages}. */
  double value(Measure measure) {
    return values[measure.ordinal()];
  }

  /**
   * Measures an image.
   *
   * @param image height * width unsigned bytes, row-major: bright is ink
   * @param height 1 or more, pixels
   * @param width 1 or more, pixels
   */
  void measure(byte[] image, int height, int width) {
    if (height < 1 || width < 1 || image.length != height * width) {
      throw new IllegalArgumentException(
          "Image must have %d x %d bytes, but has %d".formatted(height, width, image.length));
    }
    if (rows.length != height || columns.length != width) {
      rows = new int[height];
      columns = new int[width];
      above = new int[width];
    } else {
      Arrays.fill(columns, 0);
      Arrays.fill(above, 0);
    }
    long squares = 0;
    long variation = 0;
    for (int row = 0, at = 0; row < height; row++) {
      int sum = 0;
      int square = 0;
      int differences = 0;
      int left = 0;
      for (int column = 0; column < width; column++, at++) {
        int value = image[at] & 0xFF;
        sum += value;
        square += value * value;
        differences += Math.abs(value - left) + Math.abs(value - above[column]);
        columns[column] += value;
        above[column] = value;
        left = value;
      }
      rows[row] = sum;
      squares += square;
      variation += differences + left;
    }
    variation += rows[height - 1];
    set(height, width, squares, variation, corners(image, width));
  }

  private void set(int height, int width, long squares, long variation, int corners) {
    long sum = 0;
    for (int row : rows) {
      sum += row;
    }
    double pixels = (double) height * width;
    double mean = sum / pixels;
    set(Measure.INK, mean / WHITE);
    set(Measure.CONTRAST, Math.sqrt(Math.max(0, squares / pixels - mean * mean)) / WHITE);
    set(Measure.BACKGROUND, border(height, width, corners));
    set(Measure.STROKE_WIDTH, StrokeWidth.of(sum, variation) / Math.max(height, width));
    set(Measure.CENTRE_ROW, centre(rows, sum));
    set(Measure.CENTRE_COLUMN, centre(columns, sum));
    set(Measure.BOX_HEIGHT, extent(rows));
    set(Measure.BOX_WIDTH, extent(columns));
  }

  private void set(Measure measure, double value) {
    values[measure.ordinal()] = value;
  }

  /** Of the four pixels that rows and columns at the border share. */
  private static int corners(byte[] image, int width) {
    int last = image.length;
    return (image[0] & 0xFF)
        + (image[width - 1] & 0xFF)
        + (image[last - width] & 0xFF)
        + (image[last - 1] & 0xFF);
  }

  private double border(int height, int width, int corners) {
    if (height == 1 || width == 1) {
      return value(Measure.INK);
    }
    long sum = (long) rows[0] + rows[height - 1] + columns[0] + columns[width - 1] - corners;
    return sum / (2.0 * (height + width) - 4) / WHITE;
  }

  private static double centre(int[] sums, long sum) {
    long moment = 0;
    for (int i = 0; i < sums.length; i++) {
      moment += (long) i * sums[i];
    }
    return sum == 0 ? 0.5 : ((double) moment / sum + 0.5) / sums.length;
  }

  private static double extent(int[] sums) {
    int first = 0;
    int end = sums.length;
    while (first < end && sums[first] < LEAST_INK) {
      first++;
    }
    while (end > first && sums[end - 1] < LEAST_INK) {
      end--;
    }
    return (double) (end - first) / sums.length;
  }
}
