package mnist.transform;

import java.io.Serializable;
import java.util.SplittableRandom;
import java.util.function.Function;
import mnist.Bounds;

/**
 * Elastic distortion (Simard, Steinkraus and Platt, "Best practices for convolutional neural
 * networks", ICDAR 2003): every pixel is displaced by a smooth random field, rows and columns
 * independently.
 *
 * <p>In the paper the field is uniform noise of -1 to 1 a pixel, smoothed by a Gaussian of standard
 * deviation sigma and multiplied by alpha, which displaces by alpha / (2 sigma sqrt(3 pi)) pixels
 * in standard deviation. Here the noise stands on a coarse grid whose points are sigma sqrt(3)
 * pixels apart, and cubic B-splines, which are near to Gaussians of that sigma, carry it to the
 * pixels: a field of the same strength and smoothness for a tenth of the work.
 *
 * <p>A second field, of half that sigma, may be added: strokes tremble beside bending as a whole.
 *
 * @param alpha strength in the paper's unit, 0..1000; 0 for no field
 * @param sigma smoothness in pixels, 1..100
 * @param fineAlpha strength of the finer field in the same unit, 0..1000; 0 for none
 */
public record ElasticDistortion(double alpha, double sigma, double fineAlpha)
    implements Serializable {

  /** Leaves images as they are. */
  public static final ElasticDistortion OFF = new ElasticDistortion(0, 4);

  /** The mean over all places of a cubic B-spline's sum of squares: 151/315. */
  private static final double SPLINE_ENERGY = 151 / 315.0;

  private static final String COARSE = "elastic";

  private static final String FINE = "elastic-fine";

  /** Rows and columns. */
  private static final int AXES = 2;

  public ElasticDistortion {
    Bounds.within("augment.elastic-alpha", alpha, 0, 1000);
    Bounds.within("augment.elastic-sigma", sigma, 1, 100, "pixels");
    Bounds.within("augment.elastic-fine-alpha", fineAlpha, 0, 1000);
  }

  /** Without the finer field. */
  public ElasticDistortion(double alpha, double sigma) {
    this(alpha, sigma, 0);
  }

  boolean isOff() {
    return alpha == 0 && fineAlpha == 0;
  }

  /**
   * Draws by how many pixels each pixel is displaced.
   *
   * @param streams of random numbers, by the names that they are derived from; models' hashes rest
   *     on these
   * @return height x 2 x width, rows' displacements first
   */
  float[] displacements(int height, int width, Function<String, SplittableRandom> streams) {
    if (fineAlpha == 0) {
      return field(alpha, sigma, height, width, streams.apply(COARSE));
    }
    float[] fine = field(fineAlpha, sigma / 2, height, width, streams.apply(FINE));
    if (alpha > 0) {
      float[] coarse = field(alpha, sigma, height, width, streams.apply(COARSE));
      for (int i = 0; i < fine.length; i++) {
        fine[i] += coarse[i];
      }
    }
    return fine;
  }

  /** Standard deviation of a field's displacement along one axis, in pixels. */
  static double deviation(double alpha, double sigma) {
    return alpha / (2 * sigma * Math.sqrt(3 * Math.PI));
  }

  private static float[] field(
      double alpha, double sigma, int height, int width, SplittableRandom random) {
    double spacing = sigma * Math.sqrt(3);
    // A uniform number of -b to b has the standard deviation b / sqrt(3).
    double bound = deviation(alpha, sigma) * Math.sqrt(3) / SPLINE_ENERGY;
    int gridColumns = SmoothField.gridPoints(width, spacing);
    float[] points = new float[SmoothField.gridPoints(height, spacing) * AXES * gridColumns];
    for (int i = 0; i < points.length; i++) {
      points[i] = (float) Draws.symmetric(random, bound);
    }
    return new SmoothField(spacing, points, AXES, gridColumns).values(height, width);
  }
}
