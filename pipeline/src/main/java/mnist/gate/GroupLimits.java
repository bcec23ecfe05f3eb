package mnist.gate;

import mnist.Bounds;

/**
 * What a challenger has to keep in each class, or in each delivery.
 *
 * @param groups what they are, {@code class} or {@code delivery}, as in the settings' names
 * @param floor accuracy that it mustn't be below, 0 to 1
 * @param margin of accuracy that it may lose to the champion or to the best champion so far, 0 to
 *     below 1
 * @param minImages of a group that can be judged, 1 or more
 */
public record GroupLimits(String groups, double floor, double margin, int minImages) {

  public GroupLimits {
    Bounds.within("retrain." + groups + "-floor", floor, 0.0, 1.0);
    Bounds.below("retrain." + groups + "-margin", margin, 0, 1);
    Bounds.atLeast("retrain." + groups + "-min-images", minImages, 1);
  }
}
