package mnist.robustness;

import java.util.Arrays;

/**
 * A plasma fractal by the diamond-square algorithm on a torus: each step halves the distance
 * between known points, and a point between them becomes their mean plus a random amount.
 */
final class Plasma {

  private static final int SIDE = 256;
  private static final double FIRST_AMOUNT = 100;

  private final float[] heights = new float[SIDE * SIDE];
  private final Chance chance;

  private Plasma(Chance chance) {
    this.chance = chance;
  }

  /**
   * The first 28 x 28 of 256 x 256 heights that span 0..1.
   *
   * @param decay each step divides the random amounts by its square
   */
  static float[] corner(double decay, Chance chance) {
    Plasma plasma = new Plasma(chance);
    double amount = FIRST_AMOUNT;
    for (int step = SIDE; step >= 2; step /= 2) {
      plasma.refine(step, amount * amount);
      amount /= decay;
    }
    return plasma.corner();
  }

  private void refine(int step, double amount) {
    int half = step / 2;
    for (int row = half; row < SIDE; row += step) {
      for (int column = half; column < SIDE; column += step) {
        float sum =
            at(row - half, column - half)
                + at(row - half, column + half)
                + at(row + half, column - half)
                + at(row + half, column + half);
        set(row, column, sum, amount);
      }
    }
    for (int row = 0; row < SIDE; row += half) {
      for (int column = row % step == 0 ? half : 0; column < SIDE; column += step) {
        float sum =
            at(row - half, column)
                + at(row + half, column)
                + at(row, column - half)
                + at(row, column + half);
        set(row, column, sum, amount);
      }
    }
  }

  private float at(int row, int column) {
    return heights[(row & SIDE - 1) * SIDE + (column & SIDE - 1)];
  }

  private void set(int row, int column, float sum, double amount) {
    heights[row * SIDE + column] = (float) (sum / 4 + chance.between(-amount, amount));
  }

  private float[] corner() {
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (float height : heights) {
      lowest = Math.min(lowest, height);
      highest = Math.max(highest, height);
    }
    float[] corner = new float[CorruptionFunction.PIXELS];
    for (int row = 0; row < CorruptionFunction.SIDE; row++) {
      float[] line = Arrays.copyOfRange(heights, row * SIDE, row * SIDE + CorruptionFunction.SIDE);
      for (int column = 0; column < line.length; column++) {
        corner[row * CorruptionFunction.SIDE + column] =
            (line[column] - lowest) / (highest - lowest);
      }
    }
    return corner;
  }
}
