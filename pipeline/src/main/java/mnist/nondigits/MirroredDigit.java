package mnist.nondigits;

import java.util.SplittableRandom;
import mnist.transform.AffineMap;
import mnist.transform.Draws;

/**
 * A digit as in a mirror, of those that are none then: 3, 4 and 9. A mirrored 2 is much like a 5
 * and a mirrored 5 like a 2, a steep 7 becomes a 1, and a mirrored 6 may be read as one.
 */
record MirroredDigit() implements NonDigit {

  /** How far it is turned, either way, in radians. */
  private static final double ASKEW = 0.15;

  @Override
  public String label() {
    return "mirrored";
  }

  @Override
  public boolean suits(DigitsAtHand digits) {
    return switch (digits.own().label()) {
      case 3, 4, 9 -> true;
      default -> false;
    };
  }

  @Override
  public float[] draw(DigitsAtHand digits, SplittableRandom random) {
    int height = digits.height();
    int width = digits.width();
    double angle = Draws.symmetric(random, ASKEW);
    double zoom = Draws.between(random, 0.9, 1.15);
    float[] pixels = new float[height * width];
    AffineMap.about((height - 1) / 2.0, (width - 1) / 2.0, angle, 0, zoom, -zoom, 0, 0)
        .draw(digits.own().image(), height, width, pixels, 0);
    return pixels;
  }
}
