package mnist.transform;

/** Images with zeros around them, so that each pixel has neighbours. */
final class Frame {

  private Frame() {}

  /**
   * @param pixels height x width values, row-major, from {@code offset} on
   * @param border zeros on each side
   * @return height + 2 border x width + 2 border values, row-major
   */
  static float[] of(float[] pixels, int offset, int height, int width, int border) {
    int stride = width + 2 * border;
    float[] framed = new float[(height + 2 * border) * stride];
    for (int row = 0; row < height; row++) {
      System.arraycopy(
          pixels, offset + row * width, framed, (row + border) * stride + border, width);
    }
    return framed;
  }

  /** Puts back what lies within a frame. */
  static void open(float[] framed, float[] pixels, int offset, int height, int width, int border) {
    int stride = width + 2 * border;
    for (int row = 0; row < height; row++) {
      System.arraycopy(
          framed, (row + border) * stride + border, pixels, offset + row * width, width);
    }
  }

  /** Has a frame of one pixel repeat what lies at the image's rim, so that there is no edge. */
  static void repeatRim(float[] framed, int height, int width) {
    int stride = width + 2;
    for (int row = 1; row <= height; row++) {
      int first = row * stride;
      framed[first] = framed[first + 1];
      framed[first + stride - 1] = framed[first + stride - 2];
    }
    System.arraycopy(framed, stride, framed, 0, stride);
    System.arraycopy(framed, height * stride, framed, (height + 1) * stride, stride);
  }

  /**
   * @param image height x width unsigned bytes, row-major
   * @param border zeros on each side
   * @return height + 2 border x width + 2 border values, row-major
   */
  static float[] of(byte[] image, int height, int width, int border) {
    int stride = width + 2 * border;
    float[] framed = new float[(height + 2 * border) * stride];
    for (int row = 0; row < height; row++) {
      int to = (row + border) * stride + border;
      for (int column = 0; column < width; column++) {
        framed[to + column] = image[row * width + column] & 0xFF;
      }
    }
    return framed;
  }
}
