package mnist.robustness;

/** By 90 degrees, to either side. */
final class QuarterTurn {

  private static final int SIDE = CorruptionFunction.SIDE;

  private QuarterTurn() {}

  /**
   * @param image 28 x 28 unsigned bytes, row-major; not modified
   */
  static byte[] of(byte[] image, boolean clockwise) {
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
