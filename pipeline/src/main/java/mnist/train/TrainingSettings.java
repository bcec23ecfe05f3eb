package mnist.train;

import mnist.InvalidInputException;
import mnist.model.Architecture;
import mnist.transform.Augmentation;

/**
 * How to train.
 *
 * @param seed of everything that is random: initial parameters, order, augmentation, dropout
 * @param architecture of the network
 * @param epochs at most this many passes over the training split, 1 or more
 * @param workers replicas whose parameters are averaged, 1 or more; best the number of task slots
 * @param batchSize examples a minibatch of all workers together, 1 or more: each fits minibatches
 *     of its share of them
 * @param averagingFrequency minibatches each worker fits between two averagings, 1 or more
 * @param earlyFraction part of the epochs, at the start, in which workers are averaged more often;
 *     0 to 1
 * @param earlyFrequency minibatches each worker fits between two averagings in that part at most, 1
 *     or more
 * @param layers what computes gradients: auto or a label of {@link mnist.onednn.Layers};
 *     dl4j-spark's averaging has DL4J's whatever this says
 * @param inference what validates: auto or a label of {@link mnist.score.Inference}
 * @param averaging how workers are averaged
 * @param learningRate the highest of Adam's, above 0
 * @param warmUpFraction part of the epochs in which the learning rate rises to that; over the rest
 *     it falls to nothing; 0 to below 1
 * @param patience epochs without a better validation accuracy after which training stops, 1 or more
 * @param checkpointRounds rounds from one checkpoint to the next, 1 or more; the end of an epoch
 *     has one as well
 * @param augmentation of the training images
 */
public record TrainingSettings(
    long seed,
    Architecture architecture,
    int epochs,
    int workers,
    int batchSize,
    int averagingFrequency,
    double earlyFraction,
    int earlyFrequency,
    Averaging averaging,
    String layers,
    String inference,
    double learningRate,
    double warmUpFraction,
    int patience,
    int checkpointRounds,
    Augmentation augmentation) {

  public TrainingSettings {
    atLeastOne("epochs", epochs, "");
    atLeastOne("workers", workers, "");
    atLeastOne("batch-size", batchSize, " (examples)");
    atLeastOne("averaging-frequency", averagingFrequency, " (minibatches)");
    atLeastOne("early-frequency", earlyFrequency, " (minibatches)");
    if (!(earlyFraction >= 0 && earlyFraction <= 1)) {
      throw new InvalidInputException(
          "train.early-fraction must be 0 to 1, but was " + earlyFraction);
    }
    atLeastOne("patience", patience, " (epochs)");
    atLeastOne("checkpoint-rounds", checkpointRounds, "");
    if (!(learningRate > 0) || !Double.isFinite(learningRate)) {
      throw new InvalidInputException(
          "train.learning-rate must be above 0, but was " + learningRate);
    }
    if (!(warmUpFraction >= 0 && warmUpFraction < 1)) {
      throw new InvalidInputException(
          "train.warm-up-fraction must be 0 to below 1, but was " + warmUpFraction);
    }
  }

  /** Examples a minibatch of one worker; some minibatches are smaller by one. */
  int examplesPerMinibatch() {
    return (batchSize - 1) / workers + 1;
  }

  /** Epochs in which workers are averaged more often. */
  int earlyEpochs() {
    return (int) Math.ceil(earlyFraction * epochs);
  }

  private static void atLeastOne(String key, int value, String unit) {
    if (value < 1) {
      throw new InvalidInputException(
          "train." + key + " must be 1 or more" + unit + ", but was " + value);
    }
  }
}
