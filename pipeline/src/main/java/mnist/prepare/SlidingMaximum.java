package mnist.prepare;

/**
 * The greatest value within a window around each value of a line, by a queue of candidates: each
 * value enters and leaves it once, however wide the window (D. Lemire, "Streaming Maximum-Minimum
 * Filter Using No More than Three Comparisons per Element", 2006).
 */
final class SlidingMaximum {

  private final int reach;
  private final float[] line;
  private final int[] candidates;

  SlidingMaximum(int longest, int reach) {
    this.reach = reach;
    this.line = new float[longest];
    this.candidates = new int[longest];
  }

  /**
   * @param sign 1 for the greatest values, -1 for the least
   * @param to may be {@code from}
   */
  void apply(float[] from, int start, int step, int length, int sign, float[] to) {
    for (int i = 0; i < length; i++) {
      line[i] = sign * from[start + i * step];
    }
    int first = 0;
    int end = 0;
    int next = 0;
    for (int i = 0; i < length; i++) {
      for (; next < length && next <= i + reach; next++) {
        while (end > first && line[candidates[end - 1]] <= line[next]) {
          end--;
        }
        candidates[end++] = next;
      }
      if (candidates[first] < i - reach) {
        first++;
      }
      to[start + i * step] = sign * line[candidates[first]];
    }
  }
}
