package mnist.robustness;

/**
 * In the manner of MNIST-M: in each channel the difference of a digit and a patch of a photograph
 * (Ganin and Lempitsky, "Unsupervised domain adaptation by backpropagation", ICML 2015), in grey.
 */
final class Blended {

  /** What red, green and blue add to a grey (ITU-R BT.601). */
  private static final float[] LUMINANCE = {0.299f, 0.587f, 0.114f};

  private Blended() {}

  /** A digit on a {@link PhotographPatch}. */
  static float[] draw(byte[] image, Chance chance) {
    return of(image, PhotographPatch.draw(chance));
  }

  /**
   * @param patch red, green and blue: 28 x 28 values 0..255 each, row-major
   */
  static float[] of(byte[] image, float[][] patch) {
    float[] pixels = new float[image.length];
    for (int channel = 0; channel < LUMINANCE.length; channel++) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] += LUMINANCE[channel] * Math.abs(patch[channel][i] - (image[i] & 0xFF));
      }
    }
    return pixels;
  }
}
