package mnist.nondigits;

import java.util.SplittableRandom;
import mnist.transform.AffineMap;
import mnist.transform.Draws;

/**
 * A digit on its side, of those that are none then: 3 and 4, and 7 on its right side; on its left
 * one it may be a slanted 7 or 1. A looped 2 becomes an 8 or, the other way, a 2 again, and a 5
 * looks like an S.
 */
record TurnedDigit() implements NonDigit {

  /** How far it is from lying on its side, either way, in radians. */
  private static final double ASKEW = 0.1;

  @Override
  public String label() {
    return "turned";
  }

  @Override
  public boolean suits(DigitsAtHand digits) {
    return switch (digits.own().label()) {
      case 3, 4, 7 -> true;
      default -> false;
    };
  }

  @Override
  public float[] draw(DigitsAtHand digits, SplittableRandom random) {
    int height = digits.height();
    int width = digits.width();
    boolean clockwise = random.nextInt(2) == 0 || digits.own().label() == 7;
    double quarter = clockwise ? -Math.PI / 2 : Math.PI / 2;
    double angle = quarter + Draws.symmetric(random, ASKEW);
    double zoom = Draws.between(random, 0.9, 1.15);
    float[] pixels = new float[height * width];
    AffineMap.about((height - 1) / 2.0, (width - 1) / 2.0, angle, 0, zoom, zoom, 0, 0)
        .draw(digits.own().image(), height, width, pixels, 0);
    return pixels;
  }
}
