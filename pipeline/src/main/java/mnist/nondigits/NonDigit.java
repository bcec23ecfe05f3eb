package mnist.nondigits;

import java.util.SplittableRandom;

/** A kind of images that aren't digits. */
public interface NonDigit {

  /** The brightest pixel; black is 0. */
  float WHITE = 255;

  /** Its name, for people. */
  String label();

  /** Whether it can be made of these digits; kinds that are drawn need none. */
  default boolean suits(DigitsAtHand digits) {
    return true;
  }

  /**
   * Draws an image.
   *
   * @param digits that it {@linkplain #suits suits}
   * @return height x width values 0..255, row-major
   */
  float[] draw(DigitsAtHand digits, SplittableRandom random);
}
