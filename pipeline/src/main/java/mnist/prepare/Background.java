package mnist.prepare;

/**
 * What a picture would be without ink: its morphological opening, erosion and then dilation by a
 * square that is wider than any stroke, then smoothed (J. Serra, "Image Analysis and Mathematical
 * Morphology", 1982). Gradients and the edges of shadows stay, strokes go.
 */
final class Background {

  private Background() {}

  /**
   * The background of a picture whose ink is brighter than it.
   *
   * @param reach pixels from the square's middle to its sides
   */
  static Plane of(Plane plane, int reach) {
    Plane smooth = mean(plane, 1);
    Plane opened = extremes(extremes(smooth, reach, -1), reach, 1);
    return mean(opened, Math.max(1, reach / 2));
  }

  /** The least (sign -1) or greatest (sign 1) value within the square around each pixel. */
  private static Plane extremes(Plane plane, int reach, int sign) {
    int height = plane.height();
    int width = plane.width();
    Plane result = new Plane(height, width);
    SlidingMaximum line = new SlidingMaximum(Math.max(height, width), reach);
    float[] values = plane.values();
    for (int row = 0; row < height; row++) {
      line.apply(values, row * width, 1, width, sign, result.values());
    }
    for (int column = 0; column < width; column++) {
      line.apply(result.values(), column, width, height, sign, result.values());
    }
    return result;
  }

  /** The mean of the square around each pixel, of its part within the picture. */
  static Plane mean(Plane plane, int reach) {
    int height = plane.height();
    int width = plane.width();
    Plane across = new Plane(height, width);
    for (int row = 0; row < height; row++) {
      means(plane.values(), row * width, 1, width, reach, across.values());
    }
    Plane result = new Plane(height, width);
    for (int column = 0; column < width; column++) {
      means(across.values(), column, width, height, reach, result.values());
    }
    return result;
  }

  private static void means(float[] from, int start, int step, int length, int reach, float[] to) {
    double sum = 0;
    int first = 0;
    int end = 0;
    for (int i = 0; i < length; i++) {
      for (; end < length && end <= i + reach; end++) {
        sum += from[start + end * step];
      }
      for (; first < i - reach; first++) {
        sum -= from[start + first * step];
      }
      to[start + i * step] = (float) (sum / (end - first));
    }
  }
}
