package mnist.prepare;

import java.io.Serializable;

/**
 * What an image's ink is like. Positions count from 0, in pixels.
 *
 * @param mass the sum of all pixels, 255 counting as 1: pixels of full ink
 * @param height of the box around all pixels above 0
 * @param width of that box
 * @param offCentre distance of the centre of mass from the middle, which is pixel 14 of 28 in rows
 *     and columns, as MNIST has it
 * @param strokeWidth 2 x area / perimeter; the perimeter is pi / 4 of the total variation along
 *     rows and columns, as {@link StrokeWidth} derives it
 */
public record InkStatistics(
    double mass, double height, double width, double offCentre, double strokeWidth)
    implements Serializable {

  /**
   * Measures it.
   *
   * @param image height * width unsigned bytes, row-major: 0 is background; with some ink
   */
  public static InkStatistics of(byte[] image, int height, int width) {
    Plane amounts = new Plane(height, width);
    int top = height;
    int bottom = -1;
    int left = width;
    int right = -1;
    double mass = 0;
    double rows = 0;
    double columns = 0;
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at++) {
        double amount = (image[at] & 0xFF) / 255.0;
        amounts.values()[at] = (float) amount;
        mass += amount;
        rows += amount * y;
        columns += amount * x;
        if (amount > 0) {
          top = Math.min(top, y);
          bottom = y;
          left = Math.min(left, x);
          right = Math.max(right, x);
        }
      }
    }
    return new InkStatistics(
        mass,
        bottom - top + 1,
        right - left + 1,
        Math.hypot(rows / mass - height / 2, columns / mass - width / 2),
        StrokeWidth.of(amounts));
  }
}
