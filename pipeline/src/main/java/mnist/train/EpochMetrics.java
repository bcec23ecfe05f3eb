package mnist.train;

/**
 * One epoch of a run.
 *
 * @param epoch from 1
 * @param loss mean categorical cross-entropy of the minibatches while they were fitted, with
 *     augmentation and dropout
 * @param validationLoss mean categorical cross-entropy of the validation split
 * @param validationAccuracy 0..1
 * @param examples fitted in this epoch, as counted by the workers
 * @param examplesPerSecond fitted, while fitting
 * @param validationSeconds that validation took
 * @param elapsedSeconds since training began, without the time between an interruption and its
 *     resumption
 */
public record EpochMetrics(
    int epoch,
    double loss,
    double validationLoss,
    double validationAccuracy,
    long examples,
    double examplesPerSecond,
    double validationSeconds,
    double elapsedSeconds) {

  /** More images right, or as many with less loss. */
  boolean betterThan(EpochMetrics other) {
    if (validationAccuracy != other.validationAccuracy) {
      return validationAccuracy > other.validationAccuracy;
    }
    return validationLoss < other.validationLoss;
  }
}
