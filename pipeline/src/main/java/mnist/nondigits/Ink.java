package mnist.nondigits;

/**
 * Where an image's ink is.
 *
 * @param top first row of the smallest box around it
 * @param left first column
 * @param height rows; 0 where there is no ink
 * @param width columns; 0 where there is no ink
 * @param centerRow of its mass
 * @param centerColumn of its mass
 */
record Ink(int top, int left, int height, int width, double centerRow, double centerColumn) {

  /** Shades from here on are ink: the faint rim of a stroke isn't. */
  private static final int FAINTEST = 64;

  static Ink of(byte[] image, int height, int width) {
    int top = height;
    int bottom = -1;
    int left = width;
    int right = -1;
    long sum = 0;
    long rows = 0;
    long columns = 0;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int shade = image[row * width + column] & 0xFF;
        if (shade >= FAINTEST) {
          top = Math.min(top, row);
          bottom = row;
          left = Math.min(left, column);
          right = Math.max(right, column);
          sum += shade;
          rows += (long) shade * row;
          columns += (long) shade * column;
        }
      }
    }
    return sum == 0
        ? new Ink(0, 0, 0, 0, 0, 0)
        : new Ink(
            top,
            left,
            bottom - top + 1,
            right - left + 1,
            rows / (double) sum,
            columns / (double) sum);
  }

  boolean isNone() {
    return height == 0;
  }

  int extent() {
    return Math.max(height, width);
  }
}
