package mnist.prepare;

/**
 * How the ink of an image lies in it.
 *
 * @param isLikeMnist whether the image is as MNIST's are: white ink on black, the longer side of
 *     its box 20 of 28 pixels, its centre of mass in the middle. Of MNIST's own images all but a
 *     few in ten thousand are.
 * @param isWide whether the ink is wider than it is high
 */
public record InkPlacement(boolean isLikeMnist, boolean isWide) {

  private static final double BOX = 20.0 / 28;

  /**
   * Measures it.
   *
   * @param image height * width unsigned bytes, row-major: 0 is background
   */
  public static InkPlacement of(byte[] image, int height, int width) {
    int top = height;
    int bottom = -1;
    int left = width;
    int right = -1;
    long ink = 0;
    long rows = 0;
    long columns = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int value = image[y * width + x] & 0xFF;
        if (value > 0) {
          top = Math.min(top, y);
          bottom = y;
          left = Math.min(left, x);
          right = Math.max(right, x);
          ink += value;
          rows += (long) value * y;
          columns += (long) value * x;
        }
      }
    }
    int boxHeight = bottom - top + 1;
    int boxWidth = right - left + 1;
    boolean isLikeMnist =
        ink > 0
            && isLong(boxHeight, height, boxWidth, width)
            && isMiddle((double) rows / ink, height)
            && isMiddle((double) columns / ink, width);
    return new InkPlacement(isLikeMnist, ink > 0 && boxWidth > boxHeight);
  }

  /** Rounding may cost the box a pixel, and soft edges may add two. */
  private static boolean isLong(int boxHeight, int height, int boxWidth, int width) {
    double vertical = boxHeight - BOX * height;
    double horizontal = boxWidth - BOX * width;
    double longer = Math.max(vertical, horizontal);
    return longer > -1.5 && longer < 2.5;
  }

  /** The middle is pixel 14 of 28, counted from 0; rounding may cost half a pixel. */
  private static boolean isMiddle(double centre, int side) {
    return Math.abs(centre - side / 2) <= 0.75;
  }
}
