package mnist.train;

import mnist.Bounds;

/**
 * How parameters are changed.
 *
 * @param learningRate the highest of Adam's, above 0
 * @param warmUpFraction part of the epochs in which the learning rate rises to that; over the rest
 *     it falls to nothing; 0 to below 1
 * @param weightDecay part of each weight that a step takes off, times the learning rate, 0 or more;
 *     apart from Adam (Loshchilov, Hutter 2017, arXiv 1711.05101)
 * @param movingAverage what a round leaves of the moving average of the parameters, which is then
 *     what is validated and stored; 0 to below 1, 0 for the parameters themselves
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
