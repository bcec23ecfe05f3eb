package mnist.transform;

import java.io.Serializable;
import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * Digits of another height for their width, fitted again as MNIST's are: the larger side of the ink
 * stays as large as it was. Slender digits, such as most 1s, stay as they are.
 *
 * @param fraction part of the images that it touches, 0..1
 */
public record Stretch(double fraction) implements Serializable {

  /** Leaves images as they are. */
  public static final Stretch OFF = new Stretch(0);

  /** By how much the proportion of height to width grows or falls at most. */
  private static final double MOST = 2;

  /** Digits narrower than this part of their height would become blocks, or vanish. */
  private static final double SLENDER = 0.5;

  public Stretch {
    Bounds.within("augment.stretch-fraction", fraction, 0, 1);
  }

  /** Its name, from which its random numbers are derived; models' hashes rest on it. */
  String label() {
    return "stretch";
  }

  boolean isOff() {
    return fraction == 0;
  }

  /**
   * Stretches what a map distorts, about the image's centre.
   *
   * @param image height x width unsigned bytes, row-major
   * @return the map itself for an image that isn't touched
   */
  AffineMap before(AffineMap map, byte[] image, int height, int width, SplittableRandom random) {
    if (!Draws.chance(random, fraction)) {
      return map;
    }
    InkBox box = InkBox.of(image, height, width);
    if (box.isEmpty() || box.width() < SLENDER * box.height()) {
      return map;
    }
    // As likely to grow as to fall: uniform in the logarithm.
    double higher = StrictMath.pow(MOST, Draws.symmetric(random, 0.5));
    double fitted =
        Math.max(box.height(), box.width()) / Math.max(box.height() * higher, box.width() / higher);
    return map.ofScaled((height - 1) / 2.0, (width - 1) / 2.0, fitted * higher, fitted / higher);
  }
}
