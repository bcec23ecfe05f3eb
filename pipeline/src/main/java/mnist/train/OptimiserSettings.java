package mnist.train;

import mnist.InvalidInputException;

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
    if (!(learningRate > 0) || !Double.isFinite(learningRate)) {
      throw new InvalidInputException(
          "train.learning-rate must be above 0, but was " + learningRate);
    }
    TrainingSettings.part("warm-up-fraction", warmUpFraction);
    if (!(weightDecay >= 0) || !Double.isFinite(weightDecay)) {
      throw new InvalidInputException(
          "train.weight-decay must be 0 or more, but was " + weightDecay);
    }
    TrainingSettings.part("moving-average", movingAverage);
  }
}
