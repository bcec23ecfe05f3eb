package mnist.train;

import mnist.InvalidInputException;

/**
 * How workers are averaged.
 *
 * @param by who averages
 * @param workers replicas whose parameters are averaged, 1 or more; best the number of task slots
 * @param frequency minibatches each worker fits between two averagings, 1 or more
 * @param earlyFraction part of the epochs, at the start, in which workers are averaged more often;
 *     0 to 1
 * @param earlyFrequency minibatches each worker fits between two averagings in that part at most, 1
 *     or more
 */
public record AveragingSettings(
    Averaging by, int workers, int frequency, double earlyFraction, int earlyFrequency) {

  public AveragingSettings {
    TrainingSettings.atLeastOne("workers", workers, "");
    TrainingSettings.atLeastOne("averaging-frequency", frequency, " (minibatches)");
    TrainingSettings.atLeastOne("early-frequency", earlyFrequency, " (minibatches)");
    if (!(earlyFraction >= 0 && earlyFraction <= 1)) {
      throw new InvalidInputException(
          "train.early-fraction must be 0 to 1, but was " + earlyFraction);
    }
  }

  /** Epochs in which workers are averaged more often. */
  int earlyEpochs(int epochs) {
    return (int) Math.ceil(earlyFraction * epochs);
  }
}
