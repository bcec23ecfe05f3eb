package mnist.transform;

/**
 * The smallest box around an image's ink.
 *
 * @param top first row
 * @param bottom last row; above the first one where there is no ink
 * @param left first column
 * @param right last column
 */
public record InkBox(int top, int bottom, int left, int right) {

  /** Shades from here on, of 255, are ink: the faint rim of a stroke isn't. */
  public static final float INK = 64;

  /**
   * @param pixels height x width values 0..255, row-major, from {@code offset} on
   */
  public static InkBox of(float[] pixels, int offset, int height, int width) {
    int top = height;
    int bottom = -1;
    int left = width;
    int right = -1;
    for (int row = 0; row < height; row++) {
      int first = offset + row * width;
      for (int column = 0; column < width; column++) {
        if (pixels[first + column] >= INK) {
          top = Math.min(top, row);
          bottom = row;
          left = Math.min(left, column);
          right = Math.max(right, column);
        }
      }
    }
    return new InkBox(top, bottom, left, right);
  }

  /**
   * @param image height x width unsigned bytes, row-major
   */
  public static InkBox of(byte[] image, int height, int width) {
    InkBox framed = of(Frame.of(image, height, width, 1), 0, height + 2, width + 2);
    return new InkBox(framed.top - 1, framed.bottom - 1, framed.left - 1, framed.right - 1);
  }

  public boolean isEmpty() {
    return bottom < top;
  }

  /** Rows. */
  public int height() {
    return bottom - top + 1;
  }

  /** Columns. */
  public int width() {
    return right - left + 1;
  }

  public double middleRow() {
    return (top + bottom) / 2.0;
  }

  public double middleColumn() {
    return (left + right) / 2.0;
  }
}
