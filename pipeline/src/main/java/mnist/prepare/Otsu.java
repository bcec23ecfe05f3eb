package mnist.prepare;

/**
 * Two classes of values, divided where the variance between them is greatest (N. Otsu, "A Threshold
 * Selection Method from Gray-Level Histograms", 1979).
 *
 * @param threshold values above it are the upper class
 * @param upperMean of the upper class
 * @param separation variance between the classes by that of all values, 0 to 1
 */
record Otsu(float threshold, float upperMean, double separation) {

  private static final int BINS = 256;

  /** Of values of 0 or more. */
  static Otsu of(Plane plane) {
    float greatest = plane.greatest();
    if (greatest == 0) {
      return new Otsu(0, 0, 0);
    }
    int[] counts = new int[BINS];
    float scale = (BINS - 1) / greatest;
    for (float value : plane.values()) {
      counts[(int) (value * scale)]++;
    }
    return split(counts, scale);
  }

  private static Otsu split(int[] counts, float scale) {
    double total = 0;
    double sum = 0;
    double squares = 0;
    for (int bin = 0; bin < BINS; bin++) {
      total += counts[bin];
      sum += (double) bin * counts[bin];
      squares += (double) bin * bin * counts[bin];
    }
    double below = 0;
    double sumBelow = 0;
    double best = 0;
    double upperMean = 0;
    int split = 0;
    for (int bin = 0; bin < BINS - 1; bin++) {
      if (counts[bin] == 0) {
        continue;
      }
      below += counts[bin];
      sumBelow += (double) bin * counts[bin];
      double above = total - below;
      if (below > 0 && above > 0) {
        double upper = (sum - sumBelow) / above;
        double difference = upper - sumBelow / below;
        double between = below * above * difference * difference;
        if (between > best) {
          best = between;
          split = bin + 1;
          upperMean = upper;
        }
      }
    }
    double variance = total * squares - sum * sum;
    return new Otsu(
        split / scale, (float) (upperMean / scale), variance == 0 ? 0 : best / variance);
  }
}
