package mnist.prepare;

/**
 * The threshold that divides values into two classes with the least variance within them (N. Otsu,
 * "A Threshold Selection Method from Gray-Level Histograms", 1979).
 */
final class Otsu {

  private static final int BINS = 256;

  private Otsu() {}

  /** Of values of 0 or more; 0 if none is above it. */
  static float threshold(float[] values) {
    float greatest = 0;
    for (float value : values) {
      greatest = Math.max(greatest, value);
    }
    if (greatest == 0) {
      return 0;
    }
    int[] counts = new int[BINS];
    float scale = (BINS - 1) / greatest;
    for (float value : values) {
      counts[(int) (value * scale)]++;
    }
    return split(counts) / scale;
  }

  private static int split(int[] counts) {
    double total = 0;
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      total += counts[bin];
      sum += (double) bin * counts[bin];
    }
    double below = 0;
    double sumBelow = 0;
    double best = -1;
    int split = 0;
    for (int bin = 0; bin < BINS - 1; bin++) {
      below += counts[bin];
      sumBelow += (double) bin * counts[bin];
      double above = total - below;
      if (below > 0 && above > 0) {
        double difference = sumBelow / below - (sum - sumBelow) / above;
        double between = below * above * difference * difference;
        if (between > best) {
          best = between;
          split = bin + 1;
        }
      }
    }
    return split;
  }
}
