package mnist.robustness;

/** A Gaussian filter, cut off at four standard deviations; the edge is repeated outside. */
final class Gaussian {

  private static final int SIDE = CorruptionFunction.SIDE;

  private final float[] weights;
  private final int reach;

  /**
   * @param deviation standard deviation in pixels
   */
  Gaussian(double deviation) {
    reach = (int) (4 * deviation + 0.5);
    double[] exact = new double[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      exact[i] = StrictMath.exp(-0.5 * (i - reach) * (i - reach) / (deviation * deviation));
      sum += exact[i];
    }
    weights = new float[exact.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (exact[i] / sum);
    }
  }

  /** Filters 28 x 28 values, row-major, into new ones. */
  float[] filter(float[] pixels) {
    float[] down = new float[pixels.length];
    for (int row = 0; row < SIDE; row++) {
      for (int i = -reach; i <= reach; i++) {
        int from = clamp(row + i) * SIDE;
        float weight = weights[i + reach];
        for (int column = 0; column < SIDE; column++) {
          down[row * SIDE + column] += weight * pixels[from + column];
        }
      }
    }
    float[] filtered = new float[pixels.length];
    float[] line = new float[SIDE + 2 * reach];
    for (int row = 0; row < SIDE; row++) {
      for (int i = 0; i < line.length; i++) {
        line[i] = down[row * SIDE + clamp(i - reach)];
      }
      for (int i = 0; i < weights.length; i++) {
        for (int column = 0; column < SIDE; column++) {
          filtered[row * SIDE + column] += weights[i] * line[column + i];
        }
      }
    }
    return filtered;
  }

  private static int clamp(int place) {
    return Math.max(0, Math.min(SIDE - 1, place));
  }
}
