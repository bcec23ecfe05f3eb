package mnist.gate;

import mnist.Bounds;

/**
 * What a challenger has to show.
 *
 * @param margin of accuracy that it may lose to the champion or to the best champion so far, above
 *     0 to below 1
 * @param alpha how often a challenger that loses the whole margin may pass, and how often one that
 *     is no worse in any class or delivery may be refused for one; above 0 to 0.5
 * @param power how often one as good as the champion should pass, 0.5 to below 1
 * @param minImages to judge on at least, 1 or more
 * @param classes what holds in each class
 * @param deliveries what holds in each delivery
 * @param robustnessMargin of accuracy on changed images that it may lose, 0 to 1
 * @param calibrationMargin of its calibration error above the others', 0 to 1
 * @param lossMargin of its mean loss above the others', in nats, 0 or more
 * @param maxSizeRatio of its parameters to the others', 1 or more
 * @param maxTimeRatio of its time per image to the others', 1 or more
 */
public record GateSettings(
    double margin,
    double alpha,
    double power,
    int minImages,
    GroupLimits classes,
    GroupLimits deliveries,
    double robustnessMargin,
    double calibrationMargin,
    double lossMargin,
    double maxSizeRatio,
    double maxTimeRatio) {

  public GateSettings {
    Bounds.require(margin > 0 && margin < 1, "retrain.margin", "above 0 to below 1", margin);
    Bounds.require(alpha > 0 && alpha <= 0.5, "retrain.alpha", "above 0 to 0.5", alpha);
    Bounds.below("retrain.power", power, 0.5, 1);
    Bounds.atLeast("retrain.min-images", minImages, 1);
    Bounds.within("retrain.robustness-margin", robustnessMargin, 0.0, 1.0);
    Bounds.within("retrain.calibration-margin", calibrationMargin, 0.0, 1.0);
    Bounds.atLeast("retrain.loss-margin", lossMargin, 0.0);
    Bounds.atLeast("retrain.max-size-ratio", maxSizeRatio, 1.0);
    Bounds.atLeast("retrain.max-time-ratio", maxTimeRatio, 1.0);
  }
}
