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

  /** The largest of so many numbers, less the smallest. */
  static float range(float[] numbers, int offset, int count) {
    float least = numbers[offset];
    float most = least;
    for (int i = offset + 1; i < offset + count; i++) {
      least = smaller(least, numbers[i]);
      most = larger(most, numbers[i]);
    }
    return most - least;
  }
}
