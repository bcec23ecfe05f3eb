package mnist.bench.season;

/**
 * An image and its class.
 *
 * @param image 28 x 28 unsigned bytes, row-major, 0 is background
 */
record Digit(byte[] image, int label) {

  Digit withImage(byte[] other) {
    return new Digit(other, label);
  }

  Digit withLabel(int other) {
    return new Digit(image, other);
  }
}
