package mnist.prepare;

import java.util.Arrays;
import mnist.picture.GrayPicture;

/**
 * Pictures to other sizes: smaller by area averaging, as MNIST's were made, and larger by cubic
 * convolution (Keys, "Cubic Convolution Interpolation for Digital Image Processing", 1981).
 */
final class Resampling {

  private Resampling() {}

  /**
   * The smallest whole factor by which a picture's sides become at most {@code side}, and the
   * picture reduced by it: means of blocks of factor * factor pixels, smaller at the right and the
   * bottom edge.
   */
  static Plane reduce(GrayPicture picture, int side) {
    int factor = ceilDiv(Math.max(picture.height(), picture.width()), side);
    return factor == 1 ? copy(picture) : blockMeans(picture, factor);
  }

  private static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  private static Plane copy(GrayPicture picture) {
    Plane plane = new Plane(picture.height(), picture.width());
    byte[] pixels = picture.pixels();
    for (int i = 0; i < pixels.length; i++) {
      plane.values()[i] = pixels[i] & 0xFF;
    }
    return plane;
  }

  private static Plane blockMeans(GrayPicture picture, int factor) {
    int height = ceilDiv(picture.height(), factor);
    int width = ceilDiv(picture.width(), factor);
    Plane means = new Plane(height, width);
    int[] sums = new int[width];
    for (int row = 0; row < height; row++) {
      Arrays.fill(sums, 0);
      int end = Math.min((row + 1) * factor, picture.height());
      for (int from = row * factor; from < end; from++) {
        addRow(picture, from, factor, sums);
      }
      int rows = end - row * factor;
      for (int column = 0; column < width; column++) {
        int columns = Math.min(factor, picture.width() - column * factor);
        means.values()[row * width + column] = sums[column] / (float) (rows * columns);
      }
    }
    return means;
  }

  private static void addRow(GrayPicture picture, int row, int factor, int[] sums) {
    byte[] pixels = picture.pixels();
    int at = row * picture.width();
    int end = at + picture.width();
    for (int column = 0; at < end; column++) {
      int sum = 0;
      for (int stop = Math.min(at + factor, end); at < stop; at++) {
        sum += pixels[at] & 0xFF;
      }
      sums[column] += sum;
    }
  }

  /** A box of a plane, resampled to height * width. */
  static Plane resize(Plane plane, Box box, int height, int width) {
    Taps columns = Taps.of(box.left(), box.width(), width);
    Taps rows = Taps.of(box.top(), box.height(), height);
    Plane narrow = new Plane(box.height(), width);
    for (int row = 0; row < box.height(); row++) {
      int from = (box.top() + row) * plane.width();
      for (int column = 0; column < width; column++) {
        float sum = 0;
        for (int tap = 0; tap < columns.count; tap++) {
          sum += columns.weight(column, tap) * plane.values()[from + columns.source(column, tap)];
        }
        narrow.values()[row * width + column] = sum;
      }
    }
    Plane resized = new Plane(height, width);
    for (int row = 0; row < height; row++) {
      for (int tap = 0; tap < rows.count; tap++) {
        float weight = rows.weight(row, tap);
        int from = (rows.source(row, tap) - box.top()) * width;
        for (int column = 0; weight != 0 && column < width; column++) {
          resized.values()[row * width + column] += weight * narrow.values()[from + column];
        }
      }
    }
    return resized;
  }

  /** For each position of the result, the positions it is made of and their weights. */
  private static final class Taps {
    final int count;
    private final int[] sources;
    private final float[] weights;

    private Taps(int length, int count) {
      this.count = count;
      this.sources = new int[length * count];
      this.weights = new float[length * count];
    }

    int source(int position, int tap) {
      return sources[position * count + tap];
    }

    float weight(int position, int tap) {
      return weights[position * count + tap];
    }

    static Taps of(int start, int from, int to) {
      return from >= to ? averaging(start, from, to) : interpolating(start, from, to);
    }

    private static Taps averaging(int start, int from, int to) {
      double step = (double) from / to;
      Taps taps = new Taps(to, (int) Math.ceil(step) + 1);
      for (int i = 0; i < to; i++) {
        double low = i * step;
        double high = low + step;
        for (int tap = 0; tap < taps.count; tap++) {
          int source = (int) low + tap;
          double overlap = Math.min(high, source + 1) - Math.max(low, source);
          taps.set(i, tap, start + Math.min(source, from - 1), Math.max(0, overlap) / step);
        }
      }
      return taps;
    }

    private static Taps interpolating(int start, int from, int to) {
      double step = (double) from / to;
      Taps taps = new Taps(to, 4);
      for (int i = 0; i < to; i++) {
        double center = (i + 0.5) * step - 0.5;
        int first = (int) Math.floor(center) - 1;
        for (int tap = 0; tap < 4; tap++) {
          int source = Math.max(0, Math.min(from - 1, first + tap));
          taps.set(i, tap, start + source, cubic(Math.abs(center - (first + tap))));
        }
      }
      return taps;
    }

    private void set(int position, int tap, int source, double weight) {
      sources[position * count + tap] = source;
      weights[position * count + tap] = (float) weight;
    }

    private static double cubic(double distance) {
      return distance < 1
          ? (1.5 * distance - 2.5) * distance * distance + 1
          : ((-0.5 * distance + 2.5) * distance - 4) * distance + 2;
    }
  }
}
