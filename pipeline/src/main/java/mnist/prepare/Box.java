package mnist.prepare;

import mnist.picture.GrayPicture;

/**
 * A rectangle of pixels.
 *
 * @param top its first row
 * @param left its first column
 * @param bottom the row after its last
 * @param right the column after its last
 */
record Box(int top, int left, int bottom, int right) {

  int height() {
    return bottom - top;
  }

  int width() {
    return right - left;
  }

  int longerSide() {
    return Math.max(height(), width());
  }

  /** Whether it touches no edge of a picture. */
  boolean isInside(int height, int width) {
    return top > 0 && left > 0 && bottom < height && right < width;
  }

  /** The part of a picture within it. */
  GrayPicture of(GrayPicture picture) {
    byte[] pixels = new byte[height() * width()];
    for (int row = 0; row < height(); row++) {
      int from = (top + row) * picture.width() + left;
      System.arraycopy(picture.pixels(), from, pixels, row * width(), width());
    }
    return new GrayPicture(height(), width(), pixels);
  }

  Box union(Box other) {
    return new Box(
        Math.min(top, other.top),
        Math.min(left, other.left),
        Math.max(bottom, other.bottom),
        Math.max(right, other.right));
  }

  /** Pixels between two boxes along rows or columns, whichever are more; 0 if they touch. */
  int distance(Box other) {
    int rows = Math.max(top, other.top) - Math.min(bottom, other.bottom);
    int columns = Math.max(left, other.left) - Math.min(right, other.right);
    return Math.max(0, Math.max(rows, columns));
  }
}
