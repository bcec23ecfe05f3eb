package mnist.robustness;

/** Blur from a moving camera and from uneven glass. */
final class Blurs {

  private static final int SIDE = CorruptionFunction.SIDE;

  private static final Gaussian GLASS = new Gaussian(0.7);
  private static final int SHUFFLES = 2;

  private static final int MOTION_RADIUS = 10;
  private static final double MOTION_DEVIATION = 3;

  /** Weights of points along the motion, from 0 pixels on. */
  private static final float[] MOTION = motionWeights();

  private Blurs() {}

  /** Blurs, swaps each pixel twice with one at most a pixel up and left, and blurs again. */
  static float[] glass(byte[] image, Chance chance) {
    float[] pixels =
        CorruptionFunction.pixels(
            CorruptionFunction.truncated(GLASS.filter(CorruptionFunction.pixels(image))));
    for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      for (int row = SIDE - 1; row > 1; row--) {
        for (int column = SIDE - 1; column > 1; column--) {
          if (chance.coin()) {
            int here = row * SIDE + column;
            int there = here - chance.whole(0, 2) - SIDE * chance.whole(0, 2);
            float swapped = pixels[here];
            pixels[here] = pixels[there];
            pixels[there] = swapped;
          }
        }
      }
    }
    return GLASS.filter(pixels);
  }

  /**
   * Half a Gaussian along a line at most 45 degrees from the rows; the edge is repeated outside.
   */
  static float[] motion(byte[] image, Chance chance) {
    double angle = StrictMath.toRadians(chance.between(-45, 45));
    double down = StrictMath.sin(angle);
    double right = StrictMath.cos(angle);
    float[] blurred = new float[CorruptionFunction.PIXELS];
    for (int point = 0; point < MOTION.length; point++) {
      int rows = (int) Math.ceil(point * down - 0.5);
      int columns = (int) Math.ceil(point * right - 0.5);
      for (int i = 0; i < blurred.length; i++) {
        int from = clamp(i / SIDE + rows) * SIDE + clamp(i % SIDE + columns);
        blurred[i] += MOTION[point] * (image[from] & 0xFF);
      }
    }
    return blurred;
  }

  private static float[] motionWeights() {
    double[] exact = new double[2 * MOTION_RADIUS + 1];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      exact[i] = StrictMath.exp(-0.5 * i * i / (MOTION_DEVIATION * MOTION_DEVIATION));
      sum += exact[i];
    }
    float[] weights = new float[exact.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (exact[i] / sum);
    }
    return weights;
  }

  private static int clamp(int place) {
    return Math.max(0, Math.min(SIDE - 1, place));
  }
}
