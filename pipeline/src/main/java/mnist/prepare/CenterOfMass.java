package mnist.prepare;

/**
 * Puts an image's centre of mass to the middle of a larger one as MNIST was made: by whole pixels,
 * so that of 28 pixels the centre comes to lie at 13.5 to 14.5, counted from the middle of the
 * first (QMNIST's reconstruction of MNIST, C. Yadav and L. Bottou, "Cold Case: the Lost MNIST
 * Digits", 2019). What leaves the frame is cut off.
 */
final class CenterOfMass {

  /** Where the centre comes to lie on average, as a share of a side. */
  private static final double MIDDLE = 14.5 / 28;

  private CenterOfMass() {}

  static Plane centered(Plane image, int height, int width) {
    Shift shift = Shift.of(image, height, width);
    int down = shift.down;
    int right = shift.right;
    Plane centered = new Plane(height, width);
    for (int row = Math.max(0, -down); row < Math.min(image.height(), height - down); row++) {
      for (int column = Math.max(0, -right);
          column < Math.min(image.width(), width - right);
          column++) {
        centered.values()[(row + down) * width + column + right] =
            image.values()[row * image.width() + column];
      }
    }
    return centered;
  }

  /** Whether the centre of mass of an image lies where it has to. */
  static boolean isCentered(Plane image) {
    return Shift.of(image, image.height(), image.width()).equals(new Shift(0, 0));
  }

  /** Whole pixels by which an image has to be moved. */
  private record Shift(int down, int right) {

    static Shift of(Plane image, int height, int width) {
      double sum = 0;
      double rows = 0;
      double columns = 0;
      for (int row = 0, at = 0; row < image.height(); row++) {
        double inRow = 0;
        for (int column = 0; column < image.width(); column++, at++) {
          float value = image.values()[at];
          inRow += value;
          columns += value * (column + 0.5);
        }
        sum += inRow;
        rows += inRow * (row + 0.5);
      }
      return new Shift(
          (int) Math.floor(height * MIDDLE + 0.5 - rows / sum),
          (int) Math.floor(width * MIDDLE + 0.5 - columns / sum));
    }
  }
}
