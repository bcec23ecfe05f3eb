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

  /** Where the values of the outermost rows and columns are, row by row. */
  int[] edge() {
    boolean isLine = height == 1 || width == 1;
    int[] edge = new int[isLine ? height * width : 2 * (height + width) - 4];
    int count = 0;
    for (int row = 0; row < height; row++) {
      boolean isWhole = row == 0 || row == height - 1;
      int step = isWhole ? 1 : Math.max(1, width - 1);
      for (int column = 0; column < width; column += step) {
        edge[count++] = row * width + column;
      }
    }
    return edge;
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
