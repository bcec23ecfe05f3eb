package mnist.prepare;

import mnist.prepare.Components.Component;

/**
 * Notices what is no strokes: a shape in the middle of the picture that is filled, either wide or
 * with a texture. Of a stroke, few pixels are far from its edge, and those are evenly dark.
 */
final class FilledShape {

  /** Shapes of fewer pixels along their longer side show too little. */
  private static final int LEAST_SIDE = 20;

  /** The least share of the square around it that a filled shape covers. */
  private static final double LEAST_AREA = 0.2;

  /** Distances from the edge, as shares of the longer side, and how many pixels lie deeper. */
  private static final double DEEP = 0.1;

  private static final double DEEP_SHARE = 0.26;
  private static final double DEEPER = 0.145;
  private static final double DEEPER_SHARE = 0.4;

  /** Of what is deep, the mean difference from a pixel's neighbours, as a share of its amount. */
  private static final double ROUGH = 0.07;

  private FilledShape() {}

  /** Passes pictures without one; ink is brighter than the background. */
  static void reject(Plane bright) throws NoDigitException {
    int height = bright.height();
    int width = bright.width();
    float least = bright.least();
    Plane ink = new Plane(height, width);
    float[] amounts = ink.values();
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = bright.values()[i] - least;
    }
    boolean[] mask = ink.above(Otsu.of(ink).threshold());
    Components components = Components.of(mask, mask, height, width);
    Component shape = components.largest().orElse(null);
    if (shape == null || !mayBeFilled(shape, height, width)) {
      return;
    }
    Box box = shape.box();
    boolean[] outside = new boolean[(box.height() + 2) * (box.width() + 2)];
    for (int row = -1, at = 0; row <= box.height(); row++) {
      for (int column = -1; column <= box.width(); column++, at++) {
        outside[at] = components.label(box.top() + row, box.left() + column) != shape.label();
      }
    }
    int reach = (int) Math.ceil(DEEPER * box.longerSide());
    float[] depths =
        DistanceTransform.of(outside, box.height() + 2, box.width() + 2, Math.max(2, reach));
    int deep = 0;
    int deeper = 0;
    int inner = 0;
    double sum = 0;
    double differences = 0;
    for (int row = 0; row < box.height(); row++) {
      for (int column = 0; column < box.width(); column++) {
        float depth = depths[(row + 1) * (box.width() + 2) + column + 1];
        int at = (box.top() + row) * width + box.left() + column;
        deep += depth > DEEP * box.longerSide() ? 1 : 0;
        deeper += depth > DEEPER * box.longerSide() ? 1 : 0;
        if (depth >= 2) {
          inner++;
          sum += amounts[at];
          float around =
              amounts[at - 1] + amounts[at + 1] + amounts[at - width] + amounts[at + width];
          differences += Math.abs(amounts[at] - around / 4);
        }
      }
    }
    boolean rough = inner > 0 && differences > ROUGH * sum;
    if (deeper > DEEPER_SHARE * shape.area() || rough && deep > DEEP_SHARE * shape.area()) {
      throw new NoDigitException(NoDigitException.NOT_STROKES);
    }
  }

  private static boolean mayBeFilled(Component shape, int height, int width) {
    Box box = shape.box();
    return box.isInside(height, width)
        && box.longerSide() >= LEAST_SIDE
        && shape.area() > LEAST_AREA * box.longerSide() * box.longerSide();
  }
}
