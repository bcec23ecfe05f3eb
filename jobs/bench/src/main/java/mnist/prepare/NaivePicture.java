package mnist.prepare;

import mnist.picture.GrayPicture;

/**
 * What programs do to a picture that don't look for the digit in it: bright paper is inverted, and
 * the whole picture is resized.
 */
public final class NaivePicture {

  private NaivePicture() {}

  /**
   * @return height * width unsigned bytes, row-major
   */
  public static byte[] of(GrayPicture picture, int height, int width) {
    Plane plane = Resampling.reduce(picture, 1);
    boolean isInverted = borderMean(plane) > 127.5;
    Plane resized =
        Resampling.resample(plane, whole(plane.height(), height), whole(plane.width(), width));
    byte[] pixels = new byte[height * width];
    for (int i = 0; i < pixels.length; i++) {
      // Cubic convolution reaches over what it interpolates.
      int value = Math.max(0, Math.min(255, Math.round(resized.values()[i])));
      pixels[i] = (byte) (isInverted ? 255 - value : value);
    }
    return pixels;
  }

  /** All of a side in so many pixels. */
  private static Grid whole(int side, int count) {
    return new Grid(0, (double) side / count, count);
  }

  private static double borderMean(Plane plane) {
    double sum = 0;
    int count = 0;
    for (int y = 0; y < plane.height(); y++) {
      boolean isEdge = y == 0 || y == plane.height() - 1;
      for (int x = 0; x < plane.width(); x++) {
        if (isEdge || x == 0 || x == plane.width() - 1) {
          sum += plane.values()[y * plane.width() + x];
          count++;
        }
      }
    }
    return sum / count;
  }
}
