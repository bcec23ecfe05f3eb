package mnist.model;

/**
 * How unlike training an image is to a network: the free energy of its logits less their mean,
 * {@code mean(logit) - log sum exp(logit)} over the classes, at a temperature of 1. It is the mean
 * of the classes' log-probabilities, so that it still sees what speaks for the other classes where
 * the confidence is all but 1, as for most images. In nats, at most {@code -log(classes)}, where
 * all are alike; the higher, the more unlike. Only images of one model can be compared.
 *
 * <p>The energy of Liu, Wang, Owens and Li (Energy-based Out-of-distribution Detection, 2020,
 * equation 4) keeps the mean. But cross-entropy doesn't see what is added to all logits alike, so
 * that training leaves it anywhere: with labels shared among all classes (Hendrycks, Mazeika and
 * Dietterich, Deep Anomaly Detection with Outlier Exposure, 2019), images that aren't digits come
 * out with logits that are alike, and high. Less the mean, the energy is what those labels raise.
 */
public final class Energy {

  private Energy() {}

  /**
   * The energy of one image, by functions of StrictMath, which are the same everywhere.
   *
   * @param logits of one image or more, [images, classes], row-major
   * @param from where the image's begin
   * @param classes how many it has, 1 or more
   * @return NaN if a logit is NaN
   */
  public static float of(float[] logits, int from, int classes) {
    double most = logits[from];
    for (int i = from + 1; i < from + classes; i++) {
      most = Math.max(most, logits[i]);
    }
    double mean = 0;
    double sum = 0;
    for (int i = from; i < from + classes; i++) {
      mean += (logits[i] - most) / classes;
      sum += StrictMath.exp(logits[i] - most);
    }
    return (float) (mean - StrictMath.log(sum));
  }
}
