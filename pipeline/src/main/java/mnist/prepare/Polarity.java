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
    if (skewness(gray) + edge(gray) > 0) {
      return gray;
    }
    Plane negative = new Plane(gray.height(), gray.width());
    for (int i = 0; i < gray.values().length; i++) {
      negative.values()[i] = 255 - gray.values()[i];
    }
    return negative;
  }

  /** Of the differences from the mean of a square of half the picture's longer side. */
  private static double skewness(Plane gray) {
    int reach = Math.max(1, Math.max(gray.height(), gray.width()) / 4);
    Plane mean = Background.mean(gray, reach);
    int count = gray.values().length;
    double second = 0;
    double third = 0;
    for (int i = 0; i < count; i++) {
      double difference = gray.values()[i] - mean.values()[i];
      second += difference * difference;
      third += difference * difference * difference;
    }
    return second == 0 ? 0 : third / count / Math.pow(second / count, 1.5);
  }

  /** How much darker the edge is than the whole, in standard deviations. */
  private static double edge(Plane gray) {
    double sum = 0;
    double squares = 0;
    double edge = 0;
    int onEdge = 0;
    for (int row = 0, at = 0; row < gray.height(); row++) {
      for (int column = 0; column < gray.width(); column++, at++) {
        double value = gray.values()[at];
        sum += value;
        squares += value * value;
        if (row == 0 || column == 0 || row == gray.height() - 1 || column == gray.width() - 1) {
          edge += value;
          onEdge++;
        }
      }
    }
    double mean = sum / gray.values().length;
    double variance = squares / gray.values().length - mean * mean;
    return variance <= 0 ? 0 : (mean - edge / onEdge) / Math.sqrt(variance);
  }
}
