package mnist.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import mnist.score.OcclusionMap;

/**
 * An occlusion map as colours on the digit that it is of: orange where the image speaks for the
 * prediction, blue where it speaks against it. These two are told apart with any colour vision.
 */
final class OcclusionImage {

  /** Of the map's range, in which the strongest colour is its largest value. */
  private static final double LEAST_RANGE = 0.01;

  /** How dark the digit is under the colours. */
  private static final double INK = 0.5;

  private OcclusionImage() {}

  /**
   * @param digit of the map's size, dark ink on white
   */
  static BufferedImage of(OcclusionMap map, BufferedImage digit) {
    BufferedImage image = new BufferedImage(map.width(), map.height(), BufferedImage.TYPE_INT_RGB);
    double range = range(map);
    for (int pixel = 0; pixel < map.drops().length; pixel++) {
      int x = pixel % map.width();
      int y = pixel / map.width();
      float drop = map.drops()[pixel];
      double light = 1 - INK * (1 - (digit.getRGB(x, y) & 0xFF) / 255.0);
      Color hue = drop > 0 ? Palette.FOR : Palette.AGAINST;
      image.setRGB(x, y, shade(hue, Math.abs(drop) / range, light));
    }
    return image;
  }

  private static int shade(Color hue, double strength, double light) {
    int rgb = 0;
    for (int part : new int[] {hue.getRed(), hue.getGreen(), hue.getBlue()}) {
      rgb = rgb << 8 | (int) Math.round(light * (255 + strength * (part - 255)));
    }
    return rgb;
  }

  /** What the strongest colour stands for: a probability, above 0 and at most 1. */
  static double range(OcclusionMap map) {
    double range = LEAST_RANGE;
    for (float drop : map.drops()) {
      range = Math.max(range, Math.abs(drop));
    }
    return range;
  }
}
