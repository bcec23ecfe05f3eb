package mnist.train;

import java.io.Serializable;
import mnist.InvalidInputException;

/**
 * Cuts an epoch's examples, which are in some order, among workers and into minibatches, so that
 * each is in exactly one; the sizes of a worker's minibatches differ by at most one, and so do the
 * workers' shares.
 *
 * @param examples in the training split, 1 or more
 * @param workers 1 or more
 * @param perWorker minibatches of a worker in an epoch, 1 or more; a worker with fewer examples has
 *     one for each
 */
record MinibatchPlan(long examples, int workers, long perWorker) implements Serializable {

  /**
   * The plan for the averaging that the settings name: dl4j-spark's own drops what doesn't fill a
   * round of all workers.
   *
   * @param examples 1 or more
   * @throws InvalidInputException if there are fewer examples than dl4j-spark's averaging needs
   */
  static MinibatchPlan of(long examples, TrainingSettings settings) {
    return switch (settings.averaging().by()) {
      case DETERMINISTIC ->
          of(examples, settings.averaging().workers(), settings.examplesPerMinibatch());
      case DL4J -> ofWholeRounds(examples, settings);
    };
  }

  /**
   * The fewest minibatches that hold all examples.
   *
   * @param batchSize most examples per minibatch, 1 or more
   */
  static MinibatchPlan of(long examples, int workers, int batchSize) {
    long share = (examples - 1) / workers + 1;
    return new MinibatchPlan(examples, workers, (share - 1) / batchSize + 1);
  }

  /**
   * Each worker's number of minibatches is a multiple of a round's.
   *
   * @throws InvalidInputException if there are fewer examples than minibatches in a round
   */
  static MinibatchPlan ofWholeRounds(long examples, TrainingSettings settings) {
    int workers = settings.averaging().workers();
    int frequency = settings.averaging().frequency();
    long share = examples / workers;
    if (share < frequency) {
      throw new InvalidInputException(
          "Cannot train on "
              + examples
              + " examples with train.workers "
              + workers
              + " and train.averaging-frequency "
              + frequency
              + ": a round takes at least "
              + (long) workers * frequency
              + " examples, one per minibatch",
          "lower one of them or add training images");
    }
    long perRound = (long) frequency * settings.examplesPerMinibatch();
    long rounds = (share + perRound - 1) / perRound;
    // With minibatches of one example, a last round would find too few of them.
    return new MinibatchPlan(examples, workers, Math.min(rounds, share / frequency) * frequency);
  }

  /** Minibatches of a worker in an epoch. */
  long minibatches(int worker) {
    return Math.min(perWorker, first(worker + 1) - first(worker));
  }

  /** Place in the epoch's order of a minibatch's first example. */
  long first(int worker, long minibatch) {
    long first = first(worker);
    return first + startOfPart(first(worker + 1) - first, minibatches(worker), minibatch);
  }

  /** Place in the epoch's order of a worker's first example; of the last worker's next, the end. */
  long first(int worker) {
    return startOfPart(examples, workers, worker);
  }

  /** Where a part of a whole begins, if the first parts are larger by one where they must be. */
  private static long startOfPart(long whole, long parts, long part) {
    return whole / parts * part + Math.min(part, whole % parts);
  }
}
