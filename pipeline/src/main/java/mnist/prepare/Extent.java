package mnist.prepare;

/**
 * From where to where strokes reach along an axis, in fractions of pixels, so that it doesn't
 * depend on how the pixels lie.
 *
 * @param start position, 0 being the first pixel's outer edge
 * @param end position
 */
record Extent(double start, double end) {

  /** A share of full ink. */
  private static final float HIGH = 0.9f;

  static Extent ofRows(Plane ink) {
    float[] profile = new float[ink.height()];
    for (int row = 0, at = 0; row < ink.height(); row++) {
      for (int column = 0; column < ink.width(); column++, at++) {
        profile[row] = Math.max(profile[row], ink.values()[at]);
      }
    }
    return of(profile);
  }

  static Extent ofColumns(Plane ink) {
    float[] profile = new float[ink.width()];
    for (int row = 0, at = 0; row < ink.height(); row++) {
      for (int column = 0; column < ink.width(); column++, at++) {
        profile[column] = Math.max(profile[column], ink.values()[at]);
      }
    }
    return of(profile);
  }

  private static Extent of(float[] profile) {
    float[] reversed = new float[profile.length];
    for (int i = 0; i < profile.length; i++) {
      reversed[profile.length - 1 - i] = profile[i];
    }
    return new Extent(edge(profile), profile.length - edge(reversed));
  }

  /** Where the ink of the slope up to its first height would begin if it were all as high. */
  private static double edge(float[] profile) {
    double sum = 0;
    for (int i = 0; ; i++) {
      sum += profile[i];
      if (i == profile.length - 1
          || profile[i] >= HIGH
          || profile[i] > 0 && profile[i + 1] <= profile[i]) {
        return i + 1 - sum / profile[i];
      }
    }
  }

  double length() {
    return end - start;
  }

  /** {@code count} pixels of a step around the middle of this. */
  Grid centered(double step, int count) {
    return new Grid((start + end - count * step) / 2, step, count);
  }
}
