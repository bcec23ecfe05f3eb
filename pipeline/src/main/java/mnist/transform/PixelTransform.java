package mnist.transform;

import java.io.Serializable;
import java.util.SplittableRandom;

/** A random change of an image's pixels where they are. */
public interface PixelTransform extends Serializable {

  /** The brightest pixel; black is 0. */
  float WHITE = 255;

  /** Its name, from which its random numbers are derived; models' hashes rest on it. */
  String label();

  /** Whether it leaves images as they are. */
  boolean isOff();

  /**
   * Changes an image.
   *
   * @param pixels height x width values 0..255, row-major, from {@code offset} on; they stay within
   *     these bounds
   */
  void apply(float[] pixels, int offset, int height, int width, SplittableRandom random);
}
