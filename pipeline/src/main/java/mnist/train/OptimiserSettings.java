package mnist.train;

import mnist.Bounds;

/**
 * How parameters are updated.
 *
 * @param learningRate Adam's peak rate, above 0
 * @param warmUpFraction fraction of the epochs in which the learning rate rises to its peak, 0 to
 *     below 1; over the rest it falls to 0
 * @param weightDecay decoupled from Adam (Loshchilov, Hutter 2017, arXiv 1711.05101): each step
 *     subtracts this fraction of a weight, times the learning rate; 0 or more
 * @param movingAverage decay, per round, of the moving average of the parameters, which is then
 *     validated and stored in their place; 0 to below 1, 0 for none
 */
public record OptimiserSettings(
    double learningRate, double warmUpFraction, double weightDecay, double movingAverage) {

  public OptimiserSettings {
    Bounds.above("train.learning-rate", learningRate, 0);
    Bounds.below("train.warm-up-fraction", warmUpFraction, 0, 1);
    Bounds.atLeast("train.weight-decay", weightDecay, 0.0);
    Bounds.below("train.moving-average", movingAverage, 0, 1);
  }
}
