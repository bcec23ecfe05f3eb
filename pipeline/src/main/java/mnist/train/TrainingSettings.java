package mnist.train;

import mnist.Bounds;
import mnist.model.Architecture;
import mnist.nondigits.NonDigits;
import mnist.onednn.GradientBackend;
import mnist.transform.Augmentation;

/**
 * How to train.
 *
 * @param seed of all randomness: initial parameters, order, augmentation, dropout
 * @param architecture of the network
 * @param epochs at most this many passes over the training split, 1 or more
 * @param batchSize examples per minibatch of all workers together, 1 or more; each worker's
 *     minibatches have its share of them
 * @param averaging of workers
 * @param optimiser that updates parameters
 * @param labelSmoothing fraction of each label that is spread over all classes (Szegedy et al.
 *     2015, arXiv 1512.00567, section 7), 0 to below 1
 * @param nonDigits what replaces some of the training images
 * @param layers what computes gradients: auto or a label of {@link GradientBackend}; always DL4J's
 *     own with dl4j-spark's averaging
 * @param inference what validates: auto or a label of {@link mnist.score.Inference}
 * @param stopping when to stop before the last epoch, and which one to keep
 * @param checkpointRounds rounds from one checkpoint to the next, 1 or more; there is also one at
 *     the end of each epoch
 * @param shuffle of the training images
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
    NonDigits nonDigits,
    String layers,
    String inference,
    EarlyStopping stopping,
    int checkpointRounds,
    ShuffleSettings shuffle,
    Augmentation augmentation) {

  public TrainingSettings {
    Bounds.atLeast("train.epochs", epochs, 1);
    Bounds.atLeast("train.batch-size", batchSize, 1, "examples");
    Bounds.below("train.label-smoothing", labelSmoothing, 0, 1);
    Bounds.atLeast("train.checkpoint-rounds", checkpointRounds, 1);
    Bounds.require(
        averaging.by() != Averaging.DL4J || optimiser.movingAverage() == 0,
        "train.moving-average",
        "0 with train.averaging = dl4j, which doesn't tell of its rounds",
        optimiser.movingAverage());
    if (averaging.by() == Averaging.DL4J) {
      Bounds.require(
          !layers.equals(GradientBackend.ONEDNN.label()),
          "runtime.layers",
          "auto or dl4j with train.averaging = dl4j, which has DL4J's own",
          layers);
      layers = GradientBackend.DL4J.label();
    }
  }

  /** Examples per minibatch of one worker; some minibatches are smaller by one. */
  int examplesPerMinibatch() {
    return (batchSize - 1) / averaging.workers() + 1;
  }
}
