package mnist.transform;

/**
 * An image's centre of mass, in pixels, counted from the middle of the first.
 *
 * @param row from the top
 * @param column from the left
 */
public record Centre(double row, double column) {

  /**
   * @param pixels values of 0 or more, row-major; NaN comes out where all are 0
   */
  public static Centre of(float[] pixels, int width) {
    double mass = 0;
    double rows = 0;
    double columns = 0;
    for (int i = 0; i < pixels.length; i++) {
      mass += pixels[i];
      rows += (double) pixels[i] * (i / width);
      columns += (double) pixels[i] * (i % width);
    }
    return new Centre(rows / mass, columns / mass);
  }
}
