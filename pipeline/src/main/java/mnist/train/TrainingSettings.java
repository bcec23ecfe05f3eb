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
 * @param batchSize examples a minibatch of all workers together, 1 or more: each fits minibatches
 *     of its share of them
 * @param averaging of workers
 * @param optimiser that changes parameters
 * @param labelSmoothing part of each label that is shared among all classes (Szegedy et al. 2015,
 *     arXiv 1512.00567, section 7), 0 to below 1
 * @param layers what computes gradients: auto or a label of {@link mnist.onednn.Layers};
 *     dl4j-spark's averaging has DL4J's whatever this says
 * @param inference what validates: auto or a label of {@link mnist.score.Inference}
 * @param patience epochs without a better validation accuracy after which training stops, 1 or more
 * @param checkpointRounds rounds from one checkpoint to the next, 1 or more; the end of an epoch
 *     has one as well
 * @param augmentation of the training images
 */
public record TrainingSettings(
    long seed,
    Architecture architecture,
    int epochs,
    int batchSize,
    AveragingSettings averaging,
    OptimiserSettings optimiser,
    double labelSmoothing,
    String layers,
    String inference,
    int patience,
    int checkpointRounds,
    Augmentation augmentation) {

  public TrainingSettings {
    atLeastOne("epochs", epochs, "");
    atLeastOne("batch-size", batchSize, " (examples)");
    part("label-smoothing", labelSmoothing);
    atLeastOne("patience", patience, " (epochs)");
    atLeastOne("checkpoint-rounds", checkpointRounds, "");
    if (averaging.by() == Averaging.DL4J && optimiser.movingAverage() > 0) {
      throw new InvalidInputException(
          "train.moving-average must be 0 with train.averaging = dl4j, which doesn't tell of its"
              + " rounds, but was "
              + optimiser.movingAverage());
    }
  }

  /** Whether workers are averaged as dl4j-spark does. */
  boolean isStock() {
    return averaging.by() == Averaging.DL4J;
  }

  /** Examples a minibatch of one worker; some minibatches are smaller by one. */
  int examplesPerMinibatch() {
    return (batchSize - 1) / averaging.workers() + 1;
  }

  static void atLeastOne(String key, int value, String unit) {
    if (value < 1) {
      throw new InvalidInputException(
          "train." + key + " must be 1 or more" + unit + ", but was " + value);
    }
  }

  static void part(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new InvalidInputException("train." + key + " must be 0 to below 1, but was " + value);
    }
  }
}
