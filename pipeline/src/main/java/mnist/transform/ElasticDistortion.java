package mnist.transform;

import java.io.Serializable;
import java.util.SplittableRandom;
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
 * @param alpha strength in the paper's unit, 0..1000; 0 leaves images as they are
 * @param sigma smoothness in pixels, 1..100
 */
public record ElasticDistortion(double alpha, double sigma) implements Serializable {

  /** Leaves images as they are. */
  public static final ElasticDistortion OFF = new ElasticDistortion(0, 4);

  /** The mean over all places of a cubic B-spline's sum of squares: 151/315. */
  private static final double SPLINE_ENERGY = 151 / 315.0;

  /** Rows and columns. */
  private static final int AXES = 2;

  public ElasticDistortion {
    Bounds.within("augment.elastic-alpha", alpha, 0, 1000);
    Bounds.within("augment.elastic-sigma", sigma, 1, 100, "pixels");
  }

  String label() {
    return "elastic";
  }

  boolean isOff() {
    return alpha == 0;
  }

  /** Standard deviation of a displacement along one axis, in pixels. */
  double deviation() {
    return alpha / (2 * sigma * Math.sqrt(3 * Math.PI));
  }

  /** Draws a field: by how many pixels each is displaced, rows' displacements first. */
  SmoothField field(int height, int width, SplittableRandom random) {
    double spacing = sigma * Math.sqrt(3);
    // A uniform number of -b to b has the standard deviation b / sqrt(3).
    double bound = deviation() * Math.sqrt(3) / SPLINE_ENERGY;
    int gridColumns = SmoothField.gridPoints(width, spacing);
    float[] points = new float[SmoothField.gridPoints(height, spacing) * AXES * gridColumns];
    for (int i = 0; i < points.length; i++) {
      points[i] = (float) Draws.symmetric(random, bound);
    }
    return new SmoothField(spacing, points, AXES, gridColumns);
  }
}
