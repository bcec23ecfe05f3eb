package mnist.transform;

/**
 * A digit with a straight stem, which strokes are joined to.
 *
 * @param image height x width unsigned bytes, row-major
 * @param width of the image
 * @param box around its ink
 */
record StemmedDigit(byte[] image, int width, InkBox box, Stem stem) {

  /** Rows that a digit must have. */
  private static final int LOWEST = 10;

  /** A pen wider than this part of the digit's height leaves no room for more strokes. */
  private static final float WIDEST = 0.22f;

  /**
   * @param from part of the digit's height above the stem
   * @param to the same, of its last row
   * @return null where there is no stem
   */
  static StemmedDigit of(byte[] image, int height, int width, float from, float to) {
    InkBox box = InkBox.of(image, height, width);
    if (box.height() < LOWEST) {
      return null;
    }
    int first = box.top() + (int) (from * box.height());
    int last = box.top() + (int) (to * (box.height() - 1));
    Stem stem = Stem.of(image, width, first, last);
    return stem == null || 2 * stem.pen().halfWidth() > WIDEST * box.height()
        ? null
        : new StemmedDigit(image, width, box, stem);
  }

  int height() {
    return box.height();
  }

  boolean isInk(int row, int column) {
    return (image[row * width + column] & 0xFF) >= InkBox.INK;
  }

  /** Where a pen stands at the top of the digit. */
  int top() {
    return box.top() + (int) stem.pen().halfWidth();
  }

  /** Where a pen stands at its foot. */
  int foot() {
    return box.bottom() - (int) stem.pen().halfWidth();
  }

  /** The same digit, and what is drawn into it. */
  HookStrokes with(float[]... lines) {
    return new HookStrokes(image, stem.pen(), lines);
  }
}
