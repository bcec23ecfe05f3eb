package mnist.robustness;

/** Changes of brightness, pixel by pixel, without any randomness. */
final class Greys {

  private static final int STRIPE = 7;

  private Greys() {}

  /** {@code scale * pixel + offset} for each pixel, where black is 0 and white is 1. */
  static Corruption linear(double scale, double offset) {
    float factor = (float) scale;
    float added = (float) offset * Corruption.WHITE;
    return (image, chance) -> {
      float[] pixels = Corruption.pixels(image);
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = factor * pixels[i] + added;
      }
      return pixels;
    };
  }

  /** Inverts the left and the right quarter. */
  static float[] stripe(byte[] image, Chance chance) {
    float[] pixels = Corruption.pixels(image);
    for (int i = 0; i < pixels.length; i++) {
      int column = i % Corruption.SIDE;
      if (column < STRIPE || column >= Corruption.SIDE - STRIPE) {
        pixels[i] = Corruption.WHITE - pixels[i];
      }
    }
    return pixels;
  }
}
