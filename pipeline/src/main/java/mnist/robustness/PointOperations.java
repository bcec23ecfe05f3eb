package mnist.robustness;

/** Of each pixel by itself, without any randomness. */
final class PointOperations {

  private static final int STRIPE = 7;

  private PointOperations() {}

  /** {@code scale * pixel + offset} for each pixel, where black is 0 and white is 1. */
  static CorruptionFunction linear(double scale, double offset) {
    float factor = (float) scale;
    float added = (float) offset * CorruptionFunction.WHITE;
    return (image, chance) -> {
      float[] pixels = CorruptionFunction.pixels(image);
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = factor * pixels[i] + added;
      }
      return pixels;
    };
  }

  /** Inverts the left and the right quarter. */
  static float[] stripe(byte[] image, Chance chance) {
    float[] pixels = CorruptionFunction.pixels(image);
    for (int i = 0; i < pixels.length; i++) {
      int column = i % CorruptionFunction.SIDE;
      if (column < STRIPE || column >= CorruptionFunction.SIDE - STRIPE) {
        pixels[i] = CorruptionFunction.WHITE - pixels[i];
      }
    }
    return pixels;
  }
}
