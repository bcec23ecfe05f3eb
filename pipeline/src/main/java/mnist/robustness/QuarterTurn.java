package mnist.robustness;

import mnist.nondigits.Digit;

/**
 * By 90 degrees, to the side where fewer can be read as digits. A looped 2 turned clockwise is a 2
 * again, and the other way like an alpha; an angular 5 turned clockwise is a 5 again, and the other
 * way an S; a 7 turned counterclockwise is a slanted 7 or 1. A 3 or a 4 is none on either side.
 */
final class QuarterTurn {

  private static final int SIDE = CorruptionFunction.SIDE;

  private QuarterTurn() {}

  /**
   * @param digit 28 x 28; not modified
   */
  static byte[] of(Digit digit, Chance chance) {
    return switch (digit.label()) {
      case 2, 5 -> turned(digit.image(), false);
      case 7 -> turned(digit.image(), true);
      default -> turned(digit.image(), chance.coin());
    };
  }

  private static byte[] turned(byte[] image, boolean clockwise) {
    byte[] turned = new byte[image.length];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int from = clockwise ? (SIDE - 1 - column) * SIDE + row : column * SIDE + SIDE - 1 - row;
        turned[row * SIDE + column] = image[from];
      }
    }
    return turned;
  }
}
