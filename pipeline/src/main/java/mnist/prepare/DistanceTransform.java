package mnist.prepare;

/**
 * Distances to the nearest pixel of a mask (P. Felzenszwalb and D. Huttenlocher, "Distance
 * Transforms of Sampled Functions", 2012).
 */
final class DistanceTransform {

  private static final float FAR = 1e10f;

  private DistanceTransform() {}

  /** Euclidean distances, in pixels, between pixels' middles: 0 on the mask. */
  static float[] of(boolean[] mask, int height, int width) {
    float[] squares = new float[mask.length];
    for (int i = 0; i < mask.length; i++) {
      squares[i] = mask[i] ? 0 : FAR;
    }
    Line line = new Line(Math.max(height, width));
    for (int column = 0; column < width; column++) {
      line.apply(squares, column, width, height);
    }
    for (int row = 0; row < height; row++) {
      line.apply(squares, row * width, 1, width);
    }
    for (int i = 0; i < squares.length; i++) {
      squares[i] = (float) Math.sqrt(squares[i]);
    }
    return squares;
  }

  /** The lower envelope of a parabola over each position of a line. */
  private static final class Line {
    private final float[] heights;
    private final int[] vertices;
    private final float[] bounds;

    Line(int longest) {
      heights = new float[longest];
      vertices = new int[longest];
      bounds = new float[longest + 1];
    }

    void apply(float[] values, int start, int step, int length) {
      for (int i = 0; i < length; i++) {
        heights[i] = values[start + i * step];
      }
      int last = 0;
      vertices[0] = 0;
      bounds[0] = Float.NEGATIVE_INFINITY;
      bounds[1] = Float.POSITIVE_INFINITY;
      for (int i = 1; i < length; i++) {
        float crossing = crossing(i, vertices[last]);
        while (crossing <= bounds[last]) {
          crossing = crossing(i, vertices[--last]);
        }
        vertices[++last] = i;
        bounds[last] = crossing;
        bounds[last + 1] = Float.POSITIVE_INFINITY;
      }
      for (int i = 0, parabola = 0; i < length; i++) {
        while (bounds[parabola + 1] < i) {
          parabola++;
        }
        float away = i - vertices[parabola];
        values[start + i * step] = away * away + heights[vertices[parabola]];
      }
    }

    private float crossing(int right, int left) {
      return (heights[right] - heights[left] + (float) right * right - (float) left * left)
          / (2f * (right - left));
    }
  }
}
