package mnist.robustness;

/** How a {@link Corruption} makes its image. */
@FunctionalInterface
interface CorruptionFunction {

  /** Rows and columns of the images that corruptions are defined for. */
  int SIDE = 28;

  int PIXELS = SIDE * SIDE;

  /** The brightest pixel. */
  float WHITE = 255;

  /**
   * The corrupted image.
   *
   * @param image 28 x 28 unsigned bytes, row-major; not modified
   * @return 28 x 28 values, row-major; values outside 0..255 are clipped later
   */
  float[] apply(byte[] image, Chance chance);

  /** Pixels 0..255 as numbers. */
  static float[] pixels(byte[] image) {
    float[] pixels = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      pixels[i] = image[i] & 0xFF;
    }
    return pixels;
  }

  /** To the nearest unsigned bytes. */
  static byte[] bytes(float[] pixels) {
    byte[] image = new byte[pixels.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) Math.round(Math.max(0, Math.min(WHITE, pixels[i])));
    }
    return image;
  }

  /** Truncated to whole numbers. */
  static byte[] truncated(float[] pixels) {
    byte[] image = new byte[pixels.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) pixels[i];
    }
    return image;
  }
}
