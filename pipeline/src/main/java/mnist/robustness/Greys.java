package mnist.robustness;

/** Changes of brightness that draw nothing: of each pixel by itself. */
final class Greys {

  private static final int STRIPE = 7;

  private Greys() {}

  /** Each pixel by {@code scale * pixel + offset}, the range from black to white being 0..1. */
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

  /** The left and the right quarter inverted. */
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
