package mnist.report;

import java.awt.Color;
import java.awt.image.BufferedImage;

/** Looks into pictures. */
final class Pixels {

  private Pixels() {}

  /** All pixels, row by row, as 0xAARRGGBB. */
  static int[] of(BufferedImage picture) {
    return picture.getRGB(
        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
  }

  /** How many pixels of rows {@code top..bottom-1} have exactly this colour. */
  static int count(BufferedImage picture, int top, int bottom, Color colour) {
    int count = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if (picture.getRGB(x, y) == colour.getRGB()) {
          count++;
        }
      }
    }
    return count;
  }

  static Color at(BufferedImage picture, double x, double y) {
    return new Color(picture.getRGB((int) x, (int) y));
  }
}
