package mnist.robustness;

import java.util.List;
import mnist.transform.AffineMap;

/** Two to four digits in one frame. */
final class SeveralDigits {

  private static final int SIDE = CorruptionFunction.SIDE;
  private static final double CENTRE = (SIDE - 1) / 2.0;

  /** Sizes at which so many digits lie side by side: in a row, but four two by two. */
  private static final double[] SIDE_BY_SIDE = {0, 0, 0.65, 0.45, 0.5};

  private static final double OVERLAPPING = 0.8;

  private SeveralDigits() {}

  /** Side by side, or overlapping around the middle. */
  static byte[] draw(Chance chance, List<byte[]> digits) {
    int count = chance.whole(2, SIDE_BY_SIDE.length);
    boolean overlap = chance.coin();
    double turn = chance.between(0, 2 * Math.PI);
    float[] pixels = new float[CorruptionFunction.PIXELS];
    for (int i = 0; i < count; i++) {
      byte[] digit = digits.get(chance.whole(0, digits.size()));
      if (overlap) {
        double angle = turn + 2 * Math.PI * i / count;
        double away = chance.between(4, 6);
        double down = away * StrictMath.sin(angle);
        double right = away * StrictMath.cos(angle);
        add(pixels, digit, OVERLAPPING, down, right);
      } else {
        int columns = count == 4 ? 2 : count;
        double down = count == 4 ? SIDE * (i / 2 - 0.5) / 2 : 0;
        double right = SIDE * ((i % columns + 0.5) / columns - 0.5);
        add(pixels, digit, SIDE_BY_SIDE[count], down, right);
      }
    }
    return CorruptionFunction.bytes(pixels);
  }

  /**
   * @param down pixels from the frame's middle to the digit's
   */
  private static void add(float[] pixels, byte[] digit, double size, double down, double right) {
    float[] drawn = new float[CorruptionFunction.PIXELS];
    AffineMap.about(CENTRE, CENTRE, 0, 0, 1 / size, 1 / size, -down / size, -right / size)
        .draw(digit, SIDE, SIDE, drawn, 0);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Math.max(pixels[i], drawn[i]);
    }
  }
}
