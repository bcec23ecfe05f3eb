package mnist.robustness;

/** Noise of each pixel by itself. */
final class PixelNoise {

  /** Photons that a white pixel sends on average. */
  private static final double PHOTONS = 3;

  private static final double IMPULSES = 0.17;

  /** Of each grey, the probability that no photon comes. */
  private static final double[] DARK = new double[256];

  static {
    for (int grey = 0; grey < DARK.length; grey++) {
      DARK[grey] = StrictMath.exp(-PHOTONS * grey / Corruption.WHITE);
    }
  }

  private PixelNoise() {}

  /** Photons are counted, as many as the pixel is bright. */
  static float[] shot(byte[] image, Chance chance) {
    float[] pixels = new float[image.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) (chance.poisson(DARK[image[i] & 0xFF]) / PHOTONS * Corruption.WHITE);
    }
    return pixels;
  }

  /** A part of the pixels becomes black or white, as a coin falls. */
  static float[] impulse(byte[] image, Chance chance) {
    float[] pixels = Corruption.pixels(image);
    for (int i = 0; i < pixels.length; i++) {
      if (chance.uniform() < IMPULSES) {
        pixels[i] = chance.coin() ? Corruption.WHITE : 0;
      }
    }
    return pixels;
  }
}
