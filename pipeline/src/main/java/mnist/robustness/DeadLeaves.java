package mnist.robustness;

import java.util.Arrays;

/**
 * Discs and rectangles that hide each other, of all sizes, as things do in pictures of the world
 * (Lee, Mumford and Huang, "Occlusion models for natural images: a statistical study of a
 * scale-invariant dead leaves model", IJCV, 2001).
 */
final class DeadLeaves {

  private static final int SIDE = CorruptionFunction.SIDE;

  /** Radii in pixels; their density falls as the cube of the radius. */
  private static final double SMALLEST = 2.5;

  private static final double LARGEST = 40;

  private static final int NONE = -1;

  private DeadLeaves() {}

  /**
   * Draws leaves, the nearest first, until nothing is left to see behind them.
   *
   * @return for each of 28 x 28 pixels, row-major, the number of the leaf that it shows; those in
   *     front have lower numbers
   */
  static int[] draw(Chance chance) {
    int[] shown = new int[CorruptionFunction.PIXELS];
    Arrays.fill(shown, NONE);
    int uncovered = shown.length;
    for (int leaf = 0; uncovered > 0; leaf++) {
      uncovered -= cover(shown, leaf, chance);
    }
    return shown;
  }

  /** Returns how many pixels weren't covered before. */
  private static int cover(int[] shown, int leaf, Chance chance) {
    double part = SMALLEST / LARGEST;
    double radius = SMALLEST / StrictMath.sqrt(1 - chance.uniform() * (1 - part * part));
    double row = chance.between(-LARGEST, SIDE + LARGEST);
    double column = chance.between(-LARGEST, SIDE + LARGEST);
    boolean disc = chance.coin();
    double width = disc ? radius : radius * chance.between(0.3, 1);
    double angle = chance.between(0, Math.PI);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    // Beyond it the leaf doesn't reach in any direction.
    double reach = StrictMath.sqrt(2) * radius;
    int covered = 0;
    for (int y = from(row - reach); y < to(row + reach); y++) {
      for (int x = from(column - reach); x < to(column + reach); x++) {
        double down = y - row;
        double right = x - column;
        boolean within =
            disc
                ? down * down + right * right <= radius * radius
                : Math.abs(cos * down + sin * right) <= radius
                    && Math.abs(cos * right - sin * down) <= width;
        if (within && shown[y * SIDE + x] == NONE) {
          shown[y * SIDE + x] = leaf;
          covered++;
        }
      }
    }
    return covered;
  }

  private static int from(double place) {
    return (int) Math.max(0, place);
  }

  private static int to(double place) {
    return (int) Math.min(SIDE, place + 1);
  }
}
