package mnist.prepare;

import java.util.Arrays;

/**
 * Distances to the nearest pixel of a mask: those along columns by a sweep from above and one from
 * below, and then, of all columns within reach, the least sum of squares (A. Rosenfeld and J.
 * Pfaltz, "Distance Functions on Digital Pictures", 1968, for Euclidean distances).
 */
final class DistanceTransform {

  private DistanceTransform() {}

  /**
   * Euclidean distances, in pixels, between pixels' middles: 0 on the mask.
   *
   * @param reach in whole pixels: distances up to it are exact, greater ones are greater than it
   */
  static float[] of(boolean[] mask, int height, int width, int reach) {
    float[] squares = alongColumns(mask, width, reach + 1);
    for (int i = 0; i < squares.length; i++) {
      squares[i] *= squares[i];
    }
    float[] distances = squares.clone();
    for (int away = 1; away <= Math.min(reach, width - 1); away++) {
      for (int row = 0; row < height; row++) {
        lower(distances, squares, row * width, away, width - away);
      }
    }
    for (int i = 0; i < distances.length; i++) {
      distances[i] = (float) Math.sqrt(distances[i]);
    }
    return distances;
  }

  private static float[] alongColumns(boolean[] mask, int width, float most) {
    float[] distances = new float[mask.length];
    for (int i = 0; i < mask.length; i++) {
      distances[i] = mask[i] ? 0 : most;
    }
    float[] nearer = new float[width];
    Arrays.fill(nearer, most);
    for (int from = 0; from < mask.length; from += width) {
      sweep(distances, from, width, nearer);
    }
    for (int from = mask.length - width; from >= 0; from -= width) {
      sweep(distances, from, width, nearer);
    }
    return distances;
  }

  private static void sweep(float[] distances, int from, int width, float[] nearer) {
    for (int column = 0; column < width; column++) {
      nearer[column] = Math.min(nearer[column] + 1, distances[from + column]);
    }
    System.arraycopy(nearer, 0, distances, from, width);
  }

  /** By the columns that are so far to the left and to the right. */
  private static void lower(float[] least, float[] squares, int from, int away, int count) {
    float more = (float) away * away;
    for (int i = from; i < from + count; i++) {
      least[i] = Math.min(least[i], squares[i + away] + more);
    }
    for (int i = from + away; i < from + away + count; i++) {
      least[i] = Math.min(least[i], squares[i - away] + more);
    }
  }
}
