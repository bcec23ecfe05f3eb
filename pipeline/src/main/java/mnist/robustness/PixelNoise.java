package mnist.robustness;

/** Noise that is independent from pixel to pixel. */
final class PixelNoise {

  /** Mean number of photons from a white pixel. */
  private static final double PHOTONS = 3;

  private static final double IMPULSES = 0.17;

  /** For each grey, the probability of no photon at all. */
  private static final double[] DARK = new double[256];

  static {
    for (int grey = 0; grey < DARK.length; grey++) {
      DARK[grey] = StrictMath.exp(-PHOTONS * grey / CorruptionFunction.WHITE);
    }
  }

  private PixelNoise() {}

  /** Shot noise: a Poisson number of photons, its mean the pixel's brightness. */
  static float[] shot(byte[] image, Chance chance) {
    float[] pixels = new float[image.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] =
          (float) (chance.poisson(DARK[image[i] & 0xFF]) / PHOTONS * CorruptionFunction.WHITE);
    }
    return pixels;
  }

  /** Salt and pepper: a fraction of the pixels becomes black or white at random. */
  static float[] impulse(byte[] image, Chance chance) {
    float[] pixels = CorruptionFunction.pixels(image);
    for (int i = 0; i < pixels.length; i++) {
      if (chance.uniform() < IMPULSES) {
        pixels[i] = chance.coin() ? CorruptionFunction.WHITE : 0;
      }
    }
    return pixels;
  }
}
