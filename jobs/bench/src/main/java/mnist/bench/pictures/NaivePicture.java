package mnist.bench.pictures;

import mnist.picture.GrayPicture;

/**
 * What programs do to a picture that don't look for the digit in it: bright paper is inverted, and
 * the whole picture is resized by area averaging.
 */
final class NaivePicture {

  private NaivePicture() {}

  /**
   * @return height * width unsigned bytes, row-major
   */
  static byte[] of(GrayPicture picture, int height, int width) {
    boolean isInverted = borderMean(picture) > 127.5;
    byte[] pixels = new byte[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = mean(picture, (double) y / height, (double) x / width, height, width);
        pixels[y * width + x] = (byte) Math.round(isInverted ? 255 - value : value);
      }
    }
    return pixels;
  }

  private static double borderMean(GrayPicture picture) {
    long sum = 0;
    long count = 0;
    for (int y = 0; y < picture.height(); y++) {
      boolean isEdge = y == 0 || y == picture.height() - 1;
      for (int x = 0; x < picture.width(); x++) {
        if (isEdge || x == 0 || x == picture.width() - 1) {
          sum += value(picture, y, x);
          count++;
        }
      }
    }
    return (double) sum / count;
  }

  /** Of the part of the picture that becomes one pixel; edges count by what lies in it. */
  private static double mean(GrayPicture picture, double top, double left, int height, int width) {
    double fromY = top * picture.height();
    double toY = fromY + (double) picture.height() / height;
    double fromX = left * picture.width();
    double toX = fromX + (double) picture.width() / width;
    double sum = 0;
    double area = 0;
    for (int y = (int) fromY; y < Math.min(Math.ceil(toY), picture.height()); y++) {
      double rows = Math.min(toY, y + 1) - Math.max(fromY, y);
      for (int x = (int) fromX; x < Math.min(Math.ceil(toX), picture.width()); x++) {
        double part = rows * (Math.min(toX, x + 1) - Math.max(fromX, x));
        sum += part * value(picture, y, x);
        area += part;
      }
    }
    return sum / area;
  }

  private static int value(GrayPicture picture, int y, int x) {
    return picture.pixels()[y * picture.width() + x] & 0xFF;
  }
}
