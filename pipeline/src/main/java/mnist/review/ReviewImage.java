package mnist.review;

import java.io.Serializable;
import java.util.Arrays;
import mnist.files.Sha256;

/**
 * An image that was scored.
 *
 * @param place in its part of the input: later images have greater ones
 * @param key what it is called in the input
 * @param prediction the most probable class
 * @param confidence of the prediction, 0 to 1
 * @param energy how unlike training it is, as {@link mnist.model.Energy} defines it
 * @param pixels as the model saw it: unsigned bytes, row-major, 0 is background
 */
public record ReviewImage(
    long place, String key, int prediction, float confidence, float energy, byte[] pixels)
    implements Serializable {

  /** Equal for equal pixels, so that two reviews give an image the same name. */
  public String name() {
    return Sha256.ofBytes(pixels).substring(0, 16) + ".png";
  }

  boolean isSameAs(ReviewImage other) {
    return Arrays.equals(pixels, other.pixels);
  }
}
