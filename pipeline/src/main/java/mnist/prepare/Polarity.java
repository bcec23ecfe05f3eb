package mnist.prepare;

/**
 * Whether ink is brighter than its background. Evidence is added up. Strokes are thin, so that of
 * the differences from the local mean those towards ink are fewer and greater: their skewness has
 * ink's sign. And a picture's edge shows more background than its inside, which decides for most
 * digits that fill their picture with thick strokes. Either is 0 for no evidence, and about 0.5 or
 * more for clear evidence. Where both together leave a doubt, pieces count as well: a digit hangs
 * together, and cuts its paper up.
 */
final class Polarity {

  /** Less evidence leaves a doubt. */
  private static final double DOUBT = 0.5;

  /** What pieces weigh if all are of one shade. */
  private static final double PIECES = 0.75;

  /** Of all pixels, what a piece has at least; smaller ones are specks. */
  private static final double LEAST_PIECE = 0.02;

  private Polarity() {}

  /** The picture, or its negative, so that ink is brighter than the background. */
  static Plane withBrightInk(Plane gray) {
    double evidence = evidence(gray);
    if (Math.abs(evidence) < DOUBT) {
      evidence += ofPieces(gray);
    }
    if (evidence > 0) {
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

  /** Above 0 if more pieces are dark than bright. */
  private static double ofPieces(Plane gray) {
    boolean[] bright = gray.above(Otsu.of(gray).threshold());
    boolean[] dark = new boolean[bright.length];
    for (int i = 0; i < dark.length; i++) {
      dark[i] = !bright[i];
    }
    double ink = pieces(bright, gray.height(), gray.width());
    double paper = pieces(dark, gray.height(), gray.width());
    return PIECES * (paper - ink) / Math.max(1, paper + ink);
  }

  private static long pieces(boolean[] mask, int height, int width) {
    return Components.of(mask, mask, height, width).all().stream()
        .filter(piece -> piece.area() >= LEAST_PIECE * mask.length)
        .count();
  }

  private static double meanOfEdge(Plane gray) {
    double sum = 0;
    int[] edge = gray.edge();
    for (int at : edge) {
      sum += gray.values()[at];
    }
    return sum / edge.length;
  }
}
