package mnist.robustness;

import mnist.transform.AffineMap;

/** Affine transforms about the image's centre, bilinear, with zeros outside. */
final class AffineTransforms {

  private static final double CENTRE = (CorruptionFunction.SIDE - 1) / 2.0;

  private AffineTransforms() {}

  /** Rotates by this angle, to either side. */
  static CorruptionFunction rotation(double radians) {
    return (image, chance) -> drawn(image, chance.sign() * radians, 0, 1, 0, 0);
  }

  /** Shears the row axis by this angle, to either side. */
  static CorruptionFunction shear(double radians) {
    return (image, chance) -> drawn(image, 0, chance.sign() * radians, 1, 0, 0);
  }

  /** Scales to this fraction of its size. */
  static CorruptionFunction scale(double factor) {
    return (image, chance) -> drawn(image, 0, 0, 1 / factor, 0, 0);
  }

  /** Shifts by so many pixels up or down and left or right. */
  static CorruptionFunction shift(int pixels) {
    return (image, chance) -> drawn(image, 0, 0, 1, chance.sign() * pixels, chance.sign() * pixels);
  }

  private static float[] drawn(
      byte[] image, double angle, double shear, double zoom, double down, double right) {
    float[] pixels = new float[CorruptionFunction.PIXELS];
    AffineMap.about(CENTRE, CENTRE, angle, shear, zoom, zoom, down, right)
        .draw(image, CorruptionFunction.SIDE, CorruptionFunction.SIDE, pixels, 0);
    return pixels;
  }
}
