package mnist.robustness;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Canny's edge detector with scikit-image's defaults: a Gaussian of one pixel, Sobel's gradient,
 * ridges of its magnitude, and of those the ones connected to a strong one.
 */
final class CannyEdges {

  private static final int SIDE = CorruptionFunction.SIDE;

  /** Thresholds of the gradient's magnitude, where black to white is 1. */
  private static final double WEAK = 0.1;

  private static final double STRONG = 0.2;

  /**
   * Repeats the edge outside the image, where scikit-image weighs only what is inside; with a black
   * rim, both give the same.
   */
  private static final Gaussian SMOOTH = new Gaussian(1);

  private final double[] down = new double[CorruptionFunction.PIXELS];
  private final double[] right = new double[CorruptionFunction.PIXELS];
  private final double[] magnitude = new double[CorruptionFunction.PIXELS];

  private CannyEdges(byte[] image) {
    float[] smooth = SMOOTH.filter(CorruptionFunction.pixels(image));
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int at = row * SIDE + column;
        for (int i = -1; i <= 1; i++) {
          int weight = 2 - Math.abs(i);
          down[at] +=
              weight * (value(smooth, row + 1, column + i) - value(smooth, row - 1, column + i));
          right[at] +=
              weight * (value(smooth, row + i, column + 1) - value(smooth, row + i, column - 1));
        }
        magnitude[at] = StrictMath.sqrt(down[at] * down[at] + right[at] * right[at]);
      }
    }
  }

  /** White edges on black. */
  static float[] of(byte[] image, Chance chance) {
    return new CannyEdges(image).edges();
  }

  /** 0..1; the edge is repeated outside. */
  private static double value(float[] smooth, int row, int column) {
    int insideRow = Math.max(0, Math.min(SIDE - 1, row));
    int insideColumn = Math.max(0, Math.min(SIDE - 1, column));
    return smooth[insideRow * SIDE + insideColumn] / CorruptionFunction.WHITE;
  }

  /** Pixels of the image's rim are never edges. */
  private float[] edges() {
    boolean[] ridge = new boolean[CorruptionFunction.PIXELS];
    Deque<Integer> open = new ArrayDeque<>();
    float[] edges = new float[CorruptionFunction.PIXELS];
    for (int row = 1; row < SIDE - 1; row++) {
      for (int column = 1; column < SIDE - 1; column++) {
        int at = row * SIDE + column;
        ridge[at] = magnitude[at] >= WEAK && isRidge(at);
        if (ridge[at] && magnitude[at] >= STRONG) {
          edges[at] = CorruptionFunction.WHITE;
          open.add(at);
        }
      }
    }
    while (!open.isEmpty()) {
      int at = open.remove();
      for (int row = -SIDE; row <= SIDE; row += SIDE) {
        for (int column = -1; column <= 1; column++) {
          int beside = at + row + column;
          if (ridge[beside] && edges[beside] == 0) {
            edges[beside] = CorruptionFunction.WHITE;
            open.add(beside);
          }
        }
      }
    }
    return edges;
  }

  /** Whether the magnitude is no smaller than on either side along the gradient. */
  private boolean isRidge(int at) {
    double rows = Math.abs(down[at]);
    double columns = Math.abs(right[at]);
    int rowStep = down[at] < 0 ? -SIDE : SIDE;
    int columnStep = right[at] < 0 ? -1 : 1;
    int straight = rows >= columns ? rowStep : columnStep;
    int aslant = rowStep + columnStep;
    double part = Math.min(rows, columns) / Math.max(rows, columns);
    return between(at + straight, at + aslant, part) <= magnitude[at]
        && between(at - straight, at - aslant, part) <= magnitude[at];
  }

  private double between(int straight, int aslant, double part) {
    return magnitude[aslant] * part + magnitude[straight] * (1 - part);
  }
}
