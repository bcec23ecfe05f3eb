package mnist.records;

/** Whole-number facts about one image, so that their sums are the same in any order. */
final class Pixels {

  private Pixels() {}

  /** Sum of the pixels, each 0 to 255. */
  static long sum(byte[] image) {
    long sum = 0;
    for (byte pixel : image) {
      sum += pixel & 0xFF;
    }
    return sum;
  }

  /** Sum of the pixels' squares, each 0 to 65025. */
  static long sumOfSquares(byte[] image) {
    long sum = 0;
    for (byte pixel : image) {
      int value = pixel & 0xFF;
      sum += value * value;
    }
    return sum;
  }

  /** Whether all pixels are equal, so that nothing is drawn. */
  static boolean isBlank(byte[] image) {
    for (byte pixel : image) {
      if (pixel != image[0]) {
        return false;
      }
    }
    return true;
  }
}
