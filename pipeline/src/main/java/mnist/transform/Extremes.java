package mnist.transform;

/**
 * The larger and the smaller of two numbers. Math's own take several times as long, for the sake of
 * NaN and of -0.
 */
final class Extremes {

  private Extremes() {}

  static float larger(float a, float b) {
    return a > b ? a : b;
  }

  static float smaller(float a, float b) {
    return a < b ? a : b;
  }

  /** Cut off at both bounds. */
  static float within(float low, float value, float high) {
    return smaller(larger(value, low), high);
  }

  /**
   * The largest of a pixel and its four neighbours.
   *
   * @param pixels row-major, with a pixel on each side of this one
   * @param stride pixels from one row to the next
   */
  static float largestAround(float[] pixels, int at, int stride) {
    float across = larger(pixels[at - 1], pixels[at + 1]);
    float along = larger(pixels[at - stride], pixels[at + stride]);
    return larger(pixels[at], larger(across, along));
  }

  /** The smallest of them. */
  static float smallestAround(float[] pixels, int at, int stride) {
    float across = smaller(pixels[at - 1], pixels[at + 1]);
    float along = smaller(pixels[at - stride], pixels[at + stride]);
    return smaller(pixels[at], smaller(across, along));
  }
}
