package mnist.nondigits;

import java.util.SplittableRandom;
import mnist.transform.AffineMap;
import mnist.transform.Centre;
import mnist.transform.Draws;
import mnist.transform.InkBox;

/**
 * A little less than half of a digit, mostly enlarged to a digit's size: the upper half of a 0, 4
 * or 5, or the lower one of a 0. Others may be digits: the upper half of an 8 is a 0, that of a 7 a
 * 7, the lower half of a 9 a 1, and the loop of a 2 a 0.
 */
record HalfDigit() implements NonDigit {

  /** Enlarged further, strokes would be blots. */
  private static final double LEAST_ZOOM = 0.5;

  /** How far it is turned, either way, in radians. */
  private static final double ASKEW = 0.15;

  @Override
  public String label() {
    return "half a digit";
  }

  @Override
  public boolean suits(DigitsAtHand digits) {
    return switch (digits.own().label()) {
      case 0, 4, 5 -> true;
      default -> false;
    };
  }

  @Override
  public float[] draw(DigitsAtHand digits, SplittableRandom random) {
    int height = digits.height();
    int width = digits.width();
    byte[] image = digits.own().image();
    boolean upper = digits.own().label() != 0 || random.nextInt(2) == 0;
    byte[] kept = half(image, height, width, upper, Draws.between(random, 0.3, 0.42));
    float[] pixels = new float[height * width];
    InkBox ink = InkBox.of(kept, height, width);
    if (ink.isEmpty()) {
      return pixels;
    }
    boolean enlarged = random.nextInt(4) > 0;
    int extent = Math.max(ink.height(), ink.width());
    double zoom = enlarged ? Math.max(LEAST_ZOOM, extent / digits.box()) : 1;
    Centre centre = Centre.of(inkOf(kept), width);
    double middleRow = height / 2.0;
    double middleColumn = width / 2.0;
    AffineMap.about(
            middleRow,
            middleColumn,
            Draws.symmetric(random, ASKEW),
            0,
            zoom,
            zoom,
            centre.row() - middleRow,
            centre.column() - middleColumn)
        .draw(kept, height, width, pixels, 0);
    return pixels;
  }

  /** Without the faint rim of strokes. */
  private static float[] inkOf(byte[] image) {
    float[] ink = new float[image.length];
    for (int i = 0; i < ink.length; i++) {
      int shade = image[i] & 0xFF;
      ink[i] = shade >= InkBox.INK ? shade : 0;
    }
    return ink;
  }

  /**
   * @param part of the ink's box that stays
   */
  private static byte[] half(byte[] image, int height, int width, boolean upper, float part) {
    InkBox ink = InkBox.of(image, height, width);
    byte[] kept = new byte[image.length];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        float place = (row - ink.top() + 0.5f) / ink.height();
        if ((upper ? place : 1 - place) < part) {
          kept[row * width + column] = image[row * width + column];
        }
      }
    }
    return kept;
  }
}
