package mnist.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What is measured of an image, or of a model's answer to it. The edges of the histograms are
 * fixed, so that counts taken at any place and time add up. Positions and lengths are parts of the
 * image's side, 0 to 1, so that they don't depend on its size; brightness is 0 to 1, and bright
 * pixels are ink.
 */
public enum Measure {
  /** Mean brightness of all pixels. */
  INK(uniform(0, 1, 512)),

  /** Standard deviation of the pixels' brightness, 0 to 0.5 (RMS contrast, Peli 1990). */
  CONTRAST(uniform(0, 0.5, 256)),

  /** Mean brightness of the outermost pixels. */
  BACKGROUND(uniform(0, 1, 64)),

  /** Mean width of strokes by the longer side, as {@link mnist.prepare.StrokeWidth} defines it. */
  STROKE_WIDTH(uniform(0, 0.5, 512)),

  /** Where the centre of mass lies, from the top; 0.5 without ink. */
  CENTRE_ROW(uniform(0.25, 0.75, 512)),

  /** Where the centre of mass lies, from the left; 0.5 without ink. */
  CENTRE_COLUMN(uniform(0.25, 0.75, 512)),

  /** Height of the box around the ink; 0 without ink. */
  BOX_HEIGHT(uniform(0, 1, 64)),

  /** Width of the box around the ink; 0 without ink. */
  BOX_WIDTH(uniform(0, 1, 64)),

  /** The class that an image has. */
  LABEL(null),

  /** The class that a model predicts. */
  PREDICTION(null),

  /**
   * The predicted class's probability. Bins are as fine near certainty as the doubt is small: four
   * for each halving of 1 - confidence, down to a millionth, beyond which floats are rounded.
   */
  CONFIDENCE(ofConfidence(4)),

  /** The same at the model's temperature; its bins are finer, so that its mean can be told. */
  CALIBRATED(ofConfidence(32)),

  /** How novel an image is to the model, 0 to 1, as {@code mnist.calibration} defines it. */
  NOVELTY(uniform(0, 1, 128));

  /** Of an image alone, without a model or a label. */
  static final Measure[] OF_IMAGES =
      Arrays.stream(values())
          .filter(measure -> measure.ordinal() < LABEL.ordinal())
          .toArray(Measure[]::new);

  private final double[] edges;

  Measure(double[] edges) {
    this.edges = edges;
  }

  private static double[] uniform(double low, double high, int bins) {
    return IntStream.rangeClosed(0, bins)
        .mapToDouble(edge -> low + (high - low) * edge / bins)
        .toArray();
  }

  private static double[] ofConfidence(int binsAnOctave) {
    int octaves = 20;
    return DoubleStream.concat(
            IntStream.rangeClosed(0, octaves * binsAnOctave)
                .mapToDouble(edge -> 1 - StrictMath.pow(2, (double) -edge / binsAnOctave)),
            DoubleStream.of(1))
        .toArray();
  }

  /** Those that {@link ImageStatistics} measures. */
  public static Measure[] ofImages() {
    return OF_IMAGES.clone();
  }

  /** The name in files, such as {@code stroke_width}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether values are classes, which have no order. */
  public boolean isOfClasses() {
    return edges == null;
  }

  /**
   * Edges of the bins, ascending, one more than bins. A bin holds its lower edge; the last one
   * holds both.
   *
   * @param classes how many there are; matters for measures of classes alone
   */
  double[] edges(int classes) {
    return isOfClasses() ? uniform(0, classes, classes) : edges.clone();
  }

  /**
   * The bin of a value, from 0. Values beyond the edges are counted in the outermost bins, and NaN
   * in the first.
   */
  int bin(double value) {
    if (isOfClasses()) {
      return (int) value;
    }
    int last = edges.length - 2;
    if (!(value >= edges[1])) {
      return 0;
    }
    if (value >= edges[last]) {
      return last;
    }
    int found = Arrays.binarySearch(edges, value);
    return found >= 0 ? found : -found - 2;
  }
}
