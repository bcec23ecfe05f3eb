package mnist.prepare;

import java.util.List;
import mnist.picture.GrayPicture;
import mnist.prepare.Components.Component;

/**
 * Images as MNIST's own, which the steps would leave as they are: of their size, on black, in one
 * piece, in full ink, the longer side as long as it has to be, the centre of mass where it has to
 * be, and the strokes neither too narrow nor so wide that they might be none.
 */
final class AlreadyPrepared {

  /** In pixels of a box of 20. */
  private static final double WIDE = 4.5;

  private AlreadyPrepared() {}

  /**
   * Whether the picture is such an image.
   *
   * @param side of the box that digits are fitted into, pixels
   */
  static boolean is(GrayPicture picture, int height, int width, int side) {
    if (picture.height() != height || picture.width() != width || !isInFullInk(picture.pixels())) {
      return false;
    }
    Plane amounts = new Plane(height, width);
    for (int i = 0; i < amounts.values().length; i++) {
      amounts.values()[i] = (picture.pixels()[i] & 0xFF) / 255f;
    }
    boolean[] mask = amounts.above(0);
    List<Component> pieces = Components.of(mask, mask, height, width).all();
    return pieces.size() == 1
        && pieces.get(0).box().isInside(height, width)
        && pieces.get(0).box().longerSide() == side
        && CenterOfMass.isCentered(amounts)
        && isOfStrokes(amounts, side);
  }

  private static boolean isInFullInk(byte[] pixels) {
    int black = 0;
    int greatest = 0;
    for (byte pixel : pixels) {
      int value = pixel & 0xFF;
      black += value == 0 ? 1 : 0;
      greatest = Math.max(greatest, value);
    }
    return greatest >= Ink.FULL_CONTRAST && 2 * black > pixels.length;
  }

  private static boolean isOfStrokes(Plane amounts, int side) {
    double width = StrokeWidth.of(amounts);
    double inBox = width * Fitting.BOX / side;
    return inBox >= Fitting.NARROW
        && inBox <= WIDE
        && StrokeWidth.area(amounts) <= Strokes.LONGEST * side * width;
  }
}
