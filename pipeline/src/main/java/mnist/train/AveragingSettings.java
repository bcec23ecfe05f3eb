package mnist.train;

import mnist.Bounds;

/**
 * How workers are averaged.
 *
 * @param by the implementation
 * @param workers replicas whose parameters are averaged, 1 or more; best the number of task slots
 * @param frequency minibatches that each worker fits between two averagings, 1 or more
 * @param earlyFraction the first part of the epochs, in which workers are averaged more often; 0 to
 *     1
 * @param earlyFrequency at most this many minibatches between two averagings in that part, 1 or
 *     more
 */
public record AveragingSettings(
    Averaging by, int workers, int frequency, double earlyFraction, int earlyFrequency) {

  public AveragingSettings {
    Bounds.atLeast("train.workers", workers, 1);
    Bounds.atLeast("train.averaging-frequency", frequency, 1, "minibatches");
    Bounds.atLeast("train.early-frequency", earlyFrequency, 1, "minibatches");
    Bounds.within("train.early-fraction", earlyFraction, 0, 1);
  }

  /** Epochs in which workers are averaged more often. */
  int earlyEpochs(int epochs) {
    return (int) Math.ceil(earlyFraction * epochs);
  }
}
