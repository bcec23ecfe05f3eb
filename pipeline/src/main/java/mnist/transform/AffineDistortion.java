package mnist.transform;

import java.io.Serializable;
import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * Random rotation, shift, zoom, shear and shrinking about the image's centre.
 *
 * @param rotationDegrees at most this far either way, 0..180
 * @param shiftFraction at most this part of the height and of the width either way, 0..1
 * @param zoomFraction each axis is scaled by 1 - zoomFraction to 1 + zoomFraction, 0 to below 1
 * @param shearRadians at most this angle either way, 0 to below pi/2
 * @param shrinkFraction both axes are scaled together by 1 - shrinkFraction to 1, 0 to below 1
 */
public record AffineDistortion(
    double rotationDegrees,
    double shiftFraction,
    double zoomFraction,
    double shearRadians,
    double shrinkFraction)
    implements Serializable {

  /** Leaves images as they are. */
  public static final AffineDistortion OFF = new AffineDistortion(0, 0, 0, 0, 0);

  public AffineDistortion {
    Bounds.within("augment.rotation-degrees", rotationDegrees, 0, 180, "degrees");
    Bounds.within("augment.shift-fraction", shiftFraction, 0, 1);
    Bounds.below("augment.zoom-fraction", zoomFraction, 0, 1);
    Bounds.require(
        shearRadians >= 0 && shearRadians < Math.PI / 2,
        "augment.shear-radians",
        "0 to below pi/2 radians",
        shearRadians);
    Bounds.below("augment.shrink-fraction", shrinkFraction, 0, 1);
  }

  /** Without shrinking. */
  public AffineDistortion(
      double rotationDegrees, double shiftFraction, double zoomFraction, double shearRadians) {
    this(rotationDegrees, shiftFraction, zoomFraction, shearRadians, 0);
  }

  boolean isOff() {
    return equals(OFF);
  }

  /** Draws a map. */
  AffineMap map(int height, int width, SplittableRandom random) {
    double angle = Math.toRadians(Draws.symmetric(random, rotationDegrees));
    double rowShift = Draws.symmetric(random, shiftFraction) * height;
    double columnShift = Draws.symmetric(random, shiftFraction) * width;
    double rowZoom = 1 + Draws.symmetric(random, zoomFraction);
    double columnZoom = 1 + Draws.symmetric(random, zoomFraction);
    double shear = Draws.symmetric(random, shearRadians);
    // Drawn last, and only where it is on: it came later, and what is drawn without it stays.
    double size = shrinkFraction > 0 ? 1 - random.nextDouble() * shrinkFraction : 1;
    return AffineMap.about(
        (height - 1) / 2.0,
        (width - 1) / 2.0,
        angle,
        shear,
        rowZoom / size,
        columnZoom / size,
        rowShift,
        columnShift);
  }
}
