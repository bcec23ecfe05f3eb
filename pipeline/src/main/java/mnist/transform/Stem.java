package mnist.transform;

/**
 * A digit's straight stem: the only ink of some rows, one after the other.
 *
 * @param first row
 * @param columns where its middle is in each of its rows
 * @param slope columns to the right for each row down
 * @param pen that wrote it
 */
record Stem(int first, float[] columns, float slope, Pen pen) {

  /** By how many pixels its middle strays from a straight line at most. */
  private static final float STRAY = 1.5f;

  /** How many times its mean width a row may be wide. */
  private static final float WIDEST = 1.7f;

  /**
   * The stem of an image in rows that have ink.
   *
   * @param image height x width unsigned bytes, row-major
   * @return null where there is none
   */
  static Stem of(byte[] image, int width, int first, int last) {
    int rows = last - first + 1;
    float[] columns = new float[rows];
    float[] widths = new float[rows];
    int brightest = 1;
    float mean = 0;
    for (int i = 0; i < rows; i++) {
      int sum = 0;
      int moment = 0;
      int runs = 0;
      boolean inside = false;
      for (int column = 0; column < width; column++) {
        int shade = image[(first + i) * width + column] & 0xFF;
        boolean ink = shade >= InkBox.INK;
        runs += ink && !inside ? 1 : 0;
        inside = ink;
        sum += shade;
        moment += shade * column;
        brightest = Math.max(brightest, shade);
      }
      if (runs != 1) {
        return null;
      }
      columns[i] = moment / (float) sum;
      widths[i] = sum;
      mean += sum / (float) rows;
    }
    float slope = slope(columns);
    float middle = mean(columns);
    for (int i = 0; i < rows; i++) {
      float straight = middle + slope * (i - (rows - 1) / 2f);
      if (Math.abs(columns[i] - straight) > STRAY || widths[i] > WIDEST * mean) {
        return null;
      }
    }
    // Across the stem and not along a row.
    float across = mean / brightest / (float) Math.sqrt(1 + slope * slope);
    return new Stem(first, columns, slope, new Pen(across / 2, brightest));
  }

  int last() {
    return first + columns.length - 1;
  }

  /** Where its middle is in a row; above its own rows, where it would be if it went on. */
  float column(int row) {
    return row < first ? columns[0] + slope * (row - first) : columns[row - first];
  }

  /** How far it leans to the right, in radians from upright. */
  double lean() {
    return StrictMath.atan(-slope);
  }

  private static float mean(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Of the straight line that is nearest to the middles, by least squares. */
  private static float slope(float[] columns) {
    float middle = (columns.length - 1) / 2f;
    float product = 0;
    float square = 0;
    for (int i = 0; i < columns.length; i++) {
      product += (i - middle) * columns[i];
      square += (i - middle) * (i - middle);
    }
    return product / square;
  }
}
