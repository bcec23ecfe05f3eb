package mnist.prepare;

import mnist.picture.GrayPicture;

/**
 * Pictures to other sizes: smaller by area averaging, as MNIST's were made, and larger by cubic
 * convolution (Keys, "Cubic Convolution Interpolation for Digital Image Processing", 1981).
 */
final class Resampling {

  private Resampling() {}

  /** The smallest whole factor that divides both sides to at most {@code side}. */
  static int factor(int height, int width, int side) {
    return ceilDiv(Math.max(height, width), side);
  }

  /** Means of blocks of factor * factor pixels, smaller at the right and the bottom edge. */
  static Plane reduce(GrayPicture picture, int factor) {
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
    int[] sums = new int[picture.width()];
    for (int row = 0; row < height; row++) {
      int end = Math.min((row + 1) * factor, picture.height());
      setRow(picture, row * factor, sums);
      for (int from = row * factor + 1; from < end; from++) {
        addRow(picture, from, sums);
      }
      int rows = end - row * factor;
      for (int column = 0, at = 0; column < width; column++) {
        int start = at;
        int sum = 0;
        for (int stop = Math.min(at + factor, sums.length); at < stop; at++) {
          sum += sums[at];
        }
        means.values()[row * width + column] = sum / (float) (rows * (at - start));
      }
    }
    return means;
  }

  private static void setRow(GrayPicture picture, int row, int[] sums) {
    byte[] pixels = picture.pixels();
    int from = row * sums.length;
    for (int column = 0; column < sums.length; column++) {
      sums[column] = pixels[from + column] & 0xFF;
    }
  }

  private static void addRow(GrayPicture picture, int row, int[] sums) {
    byte[] pixels = picture.pixels();
    int from = row * sums.length;
    for (int column = 0; column < sums.length; column++) {
      sums[column] += pixels[from + column] & 0xFF;
    }
  }

  /**
   * A plane on another grid. Beyond the plane there are zeros.
   *
   * @param rows where the result's rows lie in the plane
   * @param columns where the result's columns lie in the plane
   */
  static Plane resample(Plane plane, Grid rows, Grid columns) {
    Taps across = Taps.of(columns, plane.width());
    Plane narrow = new Plane(plane.height(), columns.count());
    for (int row = 0; row < plane.height(); row++) {
      int from = row * plane.width();
      for (int column = 0; column < columns.count(); column++) {
        float sum = 0;
        for (int tap = 0; tap < across.count; tap++) {
          sum += across.weight(column, tap) * plane.values()[from + across.source(column, tap)];
        }
        narrow.values()[row * columns.count() + column] = sum;
      }
    }
    Taps down = Taps.of(rows, plane.height());
    int width = columns.count();
    Plane result = new Plane(rows.count(), width);
    for (int row = 0; row < rows.count(); row++) {
      for (int tap = 0; tap < down.count; tap++) {
        float weight = down.weight(row, tap);
        int from = down.source(row, tap) * width;
        for (int column = 0; weight != 0 && column < width; column++) {
          result.values()[row * width + column] += weight * narrow.values()[from + column];
        }
      }
    }
    return result;
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

    static Taps of(Grid grid, int limit) {
      return grid.step() >= 1 ? averaging(grid, limit) : interpolating(grid, limit);
    }

    private static Taps averaging(Grid grid, int limit) {
      Taps taps = new Taps(grid.count(), (int) Math.ceil(grid.step()) + 1);
      for (int i = 0; i < grid.count(); i++) {
        double low = grid.start() + i * grid.step();
        double high = low + grid.step();
        for (int tap = 0; tap < taps.count; tap++) {
          int source = (int) Math.floor(low) + tap;
          double overlap = Math.min(high, source + 1) - Math.max(low, source);
          taps.set(i, tap, source, Math.max(0, overlap) / grid.step(), limit);
        }
      }
      return taps;
    }

    private static Taps interpolating(Grid grid, int limit) {
      Taps taps = new Taps(grid.count(), 4);
      for (int i = 0; i < grid.count(); i++) {
        double center = grid.start() + (i + 0.5) * grid.step() - 0.5;
        int first = (int) Math.floor(center) - 1;
        for (int tap = 0; tap < 4; tap++) {
          taps.set(i, tap, first + tap, cubic(Math.abs(center - (first + tap))), limit);
        }
      }
      return taps;
    }

    private void set(int position, int tap, int source, double weight, int limit) {
      boolean inside = source >= 0 && source < limit;
      sources[position * count + tap] = inside ? source : 0;
      weights[position * count + tap] = inside ? (float) weight : 0;
    }

    private static double cubic(double distance) {
      return distance < 1
          ? (1.5 * distance - 2.5) * distance * distance + 1
          : ((-0.5 * distance + 2.5) * distance - 4) * distance + 2;
    }
  }
}
