package mnist.transform;

import java.io.Serializable;
import mnist.InvalidInputException;

/**
 * What turns a raw pixel, an unsigned byte 0..255, into a network's input: {@code (pixel / 255 -
 * mean) / standardDeviation}. Fitted on training pixels only and saved with the model, so that
 * training and scoring share it.
 *
 * @param mean of the training pixels scaled to 0..1; 0 leaves them unshifted
 * @param standardDeviation of the training pixels scaled to 0..1, above 0; 1 leaves them unscaled
 */
public record Normalisation(double mean, double standardDeviation) implements Serializable {

  /** Scales to 0..1 and nothing else. */
  public static final Normalisation SCALE_ONLY = new Normalisation(0, 1);

  public Normalisation {
    if (!Double.isFinite(mean)) {
      throw new InvalidInputException(
          "mean of the pixels must be finite, but was " + mean, "compute it again");
    }
    if (!(standardDeviation > 0) || !Double.isFinite(standardDeviation)) {
      throw new InvalidInputException(
          "standard deviation of the pixels must be above 0, but was " + standardDeviation,
          "give training images that aren't all the same");
    }
  }

  /** The input value of each of the 256 pixel values. */
  public float[] table() {
    float[] table = new float[256];
    for (int pixel = 0; pixel < table.length; pixel++) {
      table[pixel] = (float) ((pixel / 255.0 - mean) / standardDeviation);
    }
    return table;
  }

  /** What a pixel is multiplied by, before {@link #shift} is added. */
  public float scale() {
    return (float) (1 / (255.0 * standardDeviation));
  }

  /** What is added to a scaled pixel. */
  public float shift() {
    return (float) (-mean / standardDeviation);
  }

  /** Normalises in place; values are pixels 0..255, not necessarily whole. */
  public void apply(float[] pixels) {
    float scale = scale();
    float shift = shift();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixels[i] * scale + shift;
    }
  }
}
