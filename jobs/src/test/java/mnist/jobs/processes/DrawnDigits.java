package mnist.jobs.processes;

import java.util.List;

/**
 * How a hand draws each digit: strokes on a pad, as x and y of points that the pen passes, in
 * hundredths of the pad.
 */
final class DrawnDigits {

  private static final List<int[][]> STROKES =
      List.of(
          strokes(
              new int[] {
                52, 20, 42, 22, 34, 32, 30, 48, 33, 64, 41, 76, 52, 80, 63, 75, 69, 62, 70, 46, 66,
                31, 58, 22, 50, 20
              }),
          strokes(new int[] {42, 30, 50, 22, 54, 18, 53, 34, 52, 50, 51, 66, 50, 82}),
          strokes(
              new int[] {
                32, 34, 36, 24, 46, 19, 58, 21, 64, 30, 61, 42, 52, 54, 42, 66, 33, 78, 46, 77, 58,
                77, 70, 78
              }),
          strokes(
              new int[] {
                34, 25, 44, 19, 56, 20, 63, 28, 60, 39, 50, 46, 46, 48, 58, 51, 66, 60, 64, 72, 54,
                80, 42, 80, 32, 74
              }),
          strokes(
              new int[] {40, 20, 36, 34, 32, 48, 32, 52, 46, 52, 58, 51, 70, 50},
              new int[] {62, 20, 60, 36, 58, 52, 56, 68, 55, 82}),
          strokes(
              new int[] {
                64, 20, 52, 20, 40, 21, 38, 34, 36, 46, 48, 43, 60, 47, 66, 58, 63, 71, 54, 79, 42,
                80, 32, 75
              }),
          strokes(
              new int[] {
                60, 19, 48, 27, 39, 40, 34, 54, 34, 68, 41, 78, 52, 80, 62, 74, 64, 63, 57, 55, 46,
                56, 37, 64
              }),
          strokes(new int[] {32, 22, 44, 22, 56, 21, 68, 21, 61, 36, 54, 52, 48, 66, 43, 82}),
          strokes(
              new int[] {
                62, 26, 52, 19, 41, 22, 37, 31, 43, 41, 54, 49, 63, 59, 63, 72, 54, 80, 42, 78, 36,
                68, 42, 56, 54, 47, 62, 37, 62, 26
              }),
          strokes(
              new int[] {
                64, 33, 57, 22, 46, 20, 37, 28, 37, 40, 46, 47, 57, 44, 64, 33, 63, 48, 61, 62, 58,
                82
              }));

  private DrawnDigits() {}

  private static int[][] strokes(int[]... strokes) {
    return strokes;
  }

  /** The strokes of a digit, each of points whose x and y are 0 to 1. */
  static List<double[][]> of(int digit) {
    return List.of(STROKES.get(digit)).stream().map(DrawnDigits::points).toList();
  }

  private static double[][] points(int[] stroke) {
    double[][] points = new double[stroke.length / 2][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {stroke[2 * i] / 100.0, stroke[2 * i + 1] / 100.0};
    }
    return points;
  }
}
