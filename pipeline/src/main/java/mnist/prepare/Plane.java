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

  float least() {
    float least = values[0];
    for (float value : values) {
      // Math.min is slow where it is one step of a chain.
      if (value < least) {
        least = value;
      }
    }
    return least;
  }

  float greatest() {
    float greatest = values[0];
    for (float value : values) {
      if (value > greatest) {
        greatest = value;
      }
    }
    return greatest;
  }

  /** Which values are greater. */
  boolean[] above(float value) {
    boolean[] mask = new boolean[values.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = values[i] > value;
    }
    return mask;
  }
}
