package mnist.prepare;

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
