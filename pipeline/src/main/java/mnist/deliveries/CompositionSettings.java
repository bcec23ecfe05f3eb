package mnist.deliveries;

import mnist.Bounds;

/**
 * Which of a store's images a challenger is trained and judged on.
 *
 * @param window of the deliveries whose training images are all taken
 * @param replayFraction part of the older training images that are taken as well, 0 to 1
 * @param maxValidationImages held out images of all deliveries, about, 1 or more
 */
public record CompositionSettings(Window window, double replayFraction, long maxValidationImages) {

  public CompositionSettings {
    Bounds.within("retrain.replay-fraction", replayFraction, 0, 1);
    Bounds.atLeast("retrain.max-validation-images", maxValidationImages, 1, "images");
  }
}
