package mnist.transform;

import java.io.Serializable;
import java.util.SplittableRandom;
import mnist.InvalidInputException;

/**
 * Random affine distortion of training images: rotation, shift, zoom and shear about the image's
 * centre, with bilinear interpolation and zeros from outside. What is drawn is a pure function of
 * (seed, epoch, record id), so that it is new every epoch and the same on any cluster.
 *
 * @param rotationDegrees at most this far either way, 0..180
 * @param shiftFraction at most this part of the height and of the width either way, 0..1
 * @param zoomFraction each axis is scaled by 1 - zoomFraction to 1 + zoomFraction, 0 to below 1
 * @param shearRadians at most this angle either way, 0 to below pi/2
 */
public record Augmentation(
    double rotationDegrees, double shiftFraction, double zoomFraction, double shearRadians)
    implements Serializable {

  /** Leaves images as they are. */
  public static final Augmentation NONE = new Augmentation(0, 0, 0, 0);

  public Augmentation {
    check("rotation-degrees", rotationDegrees, rotationDegrees <= 180, "0 to 180 degrees");
    check("shift-fraction", shiftFraction, shiftFraction <= 1, "0 to 1");
    check("zoom-fraction", zoomFraction, zoomFraction < 1, "0 to below 1");
    check("shear-radians", shearRadians, shearRadians < Math.PI / 2, "0 to below pi/2 radians");
  }

  private static void check(String key, double value, boolean belowUpperBound, String bounds) {
    if (!(value >= 0) || !belowUpperBound) {
      throw new InvalidInputException(
          "augment." + key + " must be " + bounds + ", but was " + value);
    }
  }

  /**
   * Distorts one image.
   *
   * @param image height x width unsigned bytes, row-major
   * @param target takes height x width values 0..255, row-major, from {@code offset} on
   */
  public void apply(
      byte[] image,
      int height,
      int width,
      long seed,
      int epoch,
      long recordId,
      float[] target,
      int offset) {
    if (equals(NONE)) {
      for (int i = 0; i < image.length; i++) {
        target[offset + i] = image[i] & 0xFF;
      }
      return;
    }
    map(height, width, seed, epoch, recordId).draw(image, height, width, target, offset);
  }

  /** The distortion that is drawn for a record. */
  AffineMap map(int height, int width, long seed, int epoch, long recordId) {
    SplittableRandom random = new SplittableRandom(Seeds.of(seed, epoch, recordId));
    double angle = Math.toRadians(symmetric(random, rotationDegrees));
    double rowShift = symmetric(random, shiftFraction) * height;
    double columnShift = symmetric(random, shiftFraction) * width;
    double rowZoom = 1 + symmetric(random, zoomFraction);
    double columnZoom = 1 + symmetric(random, zoomFraction);
    double shear = symmetric(random, shearRadians);
    return AffineMap.about(
        (height - 1) / 2.0,
        (width - 1) / 2.0,
        angle,
        shear,
        rowZoom,
        columnZoom,
        rowShift,
        columnShift);
  }

  private static double symmetric(SplittableRandom random, double bound) {
    return (2 * random.nextDouble() - 1) * bound;
  }
}
