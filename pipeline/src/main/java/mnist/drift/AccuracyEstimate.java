package mnist.drift;

import java.util.List;
import mnist.evaluate.Interval;
import mnist.profile.Histogram;

/**
 * Accuracy without labels: the mean calibrated confidence (confidence-based performance estimation,
 * CBPE, after NannyML). It holds as far as the calibration does: a model that is as sure of strange
 * images as of its own is thought better than it is, and labels that mean something else aren't
 * seen at all.
 *
 * @param estimate 0 to 1
 * @param low end of its 95 % interval
 * @param high end of its 95 % interval
 * @param images whose confidence it is
 */
public record AccuracyEstimate(double estimate, double low, double high, long images) {

  /**
   * By Wilson's interval of as many images as the run and the validation images, on which the
   * calibration rests, are worth together: the variances of both add up.
   *
   * @param reference calibrated confidences of the validation images, one or more
   * @param run calibrated confidences of the run, one or more
   */
  static AccuracyEstimate of(Histogram reference, Histogram run) {
    double estimate = mean(run);
    double worth = 1 / (1.0 / run.total() + 1.0 / reference.total());
    long images = Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(worth)));
    Interval interval = Interval.wilson(Math.round(estimate * images), images);
    return new AccuracyEstimate(
        estimate,
        Math.min(estimate, interval.low()),
        Math.max(estimate, interval.high()),
        run.total());
  }

  /** Bins are narrow, so that their middles, of the doubt by ratio, are as good as the values. */
  private static double mean(Histogram confidences) {
    List<Double> edges = confidences.edges();
    double doubt = 0;
    for (int bin = 0; bin < confidences.counts().size(); bin++) {
      double middle = Math.sqrt((1 - edges.get(bin)) * (1 - edges.get(bin + 1)));
      doubt += confidences.counts().get(bin) * middle;
    }
    return 1 - doubt / confidences.total();
  }
}
