package mnist.prepare;

/**
 * Where the positions of a resampled line lie in the line that they are made of.
 *
 * @param start of the first position
 * @param step from one to the next
 * @param count of the positions
 */
record Grid(double start, double step, int count) {

  /** Covers a line of this length and has it in its middle. */
  static Grid around(int length, double step) {
    // What a rounding error reaches over is no position of its own.
    int count = Math.max(1, (int) Math.ceil(length / step - 1e-6));
    return new Grid((length - count * step) / 2, step, count);
  }
}
