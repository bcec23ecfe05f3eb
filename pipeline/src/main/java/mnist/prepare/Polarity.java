package mnist.prepare;

/**
 * Whether ink is brighter than its background. Two pieces of evidence are added up. Strokes are
 * thin, so that of the differences from the local mean those towards ink are fewer and greater:
 * their skewness has ink's sign. And a picture's edge shows more background than its inside, which
 * decides for digits that fill their picture with thick strokes. Either is 0 for no evidence, and
 * about 0.5 or more for clear evidence.
 */
final class Polarity {

  private Polarity() {}

  /** The picture, or its negative, so that ink is brighter than the background. */
  static Plane withBrightInk(Plane gray) {
    if (evidence(gray) > 0) {
      return gray;
    }
    Plane negative = new Plane(gray.height(), gray.width());
    for (int i = 0; i < gray.values().length; i++) {
      negative.values()[i] = 255 - gray.values()[i];
    }
    return negative;
  }

  private static double evidence(Plane gray) {
    int reach = Math.max(1, Math.max(gray.height(), gray.width()) / 4);
    float[] around = Window.mean(gray, reach).values();
    int count = around.length;
    double sum = 0;
    double squares = 0;
    double second = 0;
    double third = 0;
    for (int i = 0; i < count; i++) {
      double value = gray.values()[i];
      double difference = value - around[i];
      sum += value;
      squares += value * value;
      second += difference * difference;
      third += difference * difference * difference;
    }
    double skewness = second == 0 ? 0 : third / count / Math.pow(second / count, 1.5);
    double mean = sum / count;
    double variance = squares / count - mean * mean;
    double edge = variance <= 0 ? 0 : (mean - meanOfEdge(gray)) / Math.sqrt(variance);
    return skewness + edge;
  }

  private static double meanOfEdge(Plane gray) {
    double sum = 0;
    int count = 0;
    for (int row = 0; row < gray.height(); row++) {
      boolean isWhole = row == 0 || row == gray.height() - 1;
      int step = isWhole ? 1 : Math.max(1, gray.width() - 1);
      for (int column = 0; column < gray.width(); column += step) {
        sum += gray.values()[row * gray.width() + column];
        count++;
      }
    }
    return sum / count;
  }
}
