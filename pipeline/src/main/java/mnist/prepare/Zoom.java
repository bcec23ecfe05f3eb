package mnist.prepare;

import mnist.picture.GrayPicture;

/**
 * Looks for a digit in a picture that is reduced, and then, where it is small in it, once more
 * around it, reduced less.
 */
final class Zoom {

  /** Larger pictures are reduced to this, pixels of the longer side. */
  static final int SIDE = 64;

  /** Strokes that are narrower there, in pixels, are looked at in less reduced pictures. */
  private static final double THIN = 1.5;

  private static final int SIDE_OF_THIN = 100;

  /** Less isn't worth a second look. */
  private static final double LEAST_GAIN = 1.5;

  /** Around the digit, as a share of its longer side. */
  private static final double MARGIN = 0.3;

  /** Pixels of the reduced picture by which the digit's box may differ in the less reduced one. */
  private static final double TOLERANCE = 2;

  private Zoom() {}

  /** The digit's strokes, as large as was worth the while. */
  static Strokes strokes(Reduced whole) throws NoDigitException {
    GrayPicture picture = whole.picture();
    int factor = whole.factor();
    Strokes found = strokes(whole.plane());
    if (factor == 1) {
      return found;
    }
    Box around = around(found.box(), factor, picture);
    int side = StrokeWidth.of(found.amounts()) < THIN ? SIDE_OF_THIN : SIDE;
    int closer = Resampling.factor(around.height(), around.width(), side);
    if (closer * LEAST_GAIN > factor) {
      return found;
    }
    try {
      Strokes zoomed = strokes(Resampling.reduce(around.of(picture), closer));
      return isSame(zoomed.box(), closer, around, found.box(), factor) ? zoomed : found;
    } catch (NoDigitException e) {
      if (e.isSeveral()) {
        throw e;
      }
      // What is around the digit, such as the rest of a line, was left out of the whole alone.
      return found;
    }
  }

  private static Strokes strokes(Plane gray) throws NoDigitException {
    Plane bright = Polarity.withBrightInk(gray);
    Ink ink = Ink.of(bright);
    FilledShape.reject(bright);
    return Strokes.of(ink);
  }

  /** In pixels of the picture. */
  private static Box around(Box found, int factor, GrayPicture picture) {
    int margin = (int) Math.max(2, Math.ceil(MARGIN * found.longerSide()));
    return new Box(
        Math.max(0, (found.top() - margin) * factor),
        Math.max(0, (found.left() - margin) * factor),
        Math.min(picture.height(), (found.bottom() + margin) * factor),
        Math.min(picture.width(), (found.right() + margin) * factor));
  }

  private static boolean isSame(Box zoomed, int closer, Box around, Box found, int factor) {
    double most = TOLERANCE * factor;
    return Math.abs(around.top() + zoomed.top() * closer - found.top() * factor) <= most
        && Math.abs(around.left() + zoomed.left() * closer - found.left() * factor) <= most
        && Math.abs(around.top() + zoomed.bottom() * closer - found.bottom() * factor) <= most
        && Math.abs(around.left() + zoomed.right() * closer - found.right() * factor) <= most;
  }
}
