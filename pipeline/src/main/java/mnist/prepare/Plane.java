package mnist.prepare;

/**
 * Values on a grid.
 *
 * @param height rows
 * @param width columns
 * @param values height * width, row-major
 */
record Plane(int height, int width, float[] values) {

  Plane(int height, int width) {
    this(height, width, new float[height * width]);
  }
}
