package mnist.train;

import java.io.Serializable;
import java.util.Random;
import mnist.InvalidInputException;
import mnist.Seeds;

/**
 * Cuts each epoch into minibatches so that every example is in exactly one; sizes differ by at most
 * one.
 *
 * @param examples in the training split
 * @param minibatches per epoch
 * @param seed of the order
 */
record EpochPlan(int examples, int minibatches, long seed) implements Serializable {

  /** The latest order: tasks of a JVM ask for it once per minibatch. */
  private static Order last;

  private record Order(int examples, long seed, int epoch, int[] positions) {}

  /**
   * The plan for the averaging that the settings name: dl4j-spark's own drops what doesn't fill a
   * round of all workers.
   *
   * @param examples 1 or more
   * @throws InvalidInputException if there are fewer examples than dl4j-spark's averaging needs
   */
  static EpochPlan of(int examples, TrainingSettings settings) {
    return switch (settings.averaging().by()) {
      case DETERMINISTIC -> of(examples, settings.examplesPerMinibatch(), settings.seed());
      case DL4J -> ofWholeRounds(examples, settings);
    };
  }

  /**
   * The fewest minibatches that hold all examples.
   *
   * @param examples 1 or more
   * @param batchSize most examples per minibatch, 1 or more
   */
  static EpochPlan of(int examples, int batchSize, long seed) {
    return new EpochPlan(examples, (examples - 1) / batchSize + 1, seed);
  }

  /**
   * The number of minibatches is a multiple of a round's.
   *
   * @throws InvalidInputException if there are fewer examples than minibatches in a round
   */
  static EpochPlan ofWholeRounds(int examples, TrainingSettings settings) {
    long minibatchesPerRound =
        (long) settings.averaging().workers() * settings.averaging().frequency();
    if (examples < minibatchesPerRound) {
      throw new InvalidInputException(
          "Cannot train on "
              + examples
              + " examples with train.workers "
              + settings.averaging().workers()
              + " and train.averaging-frequency "
              + settings.averaging().frequency()
              + ": a round takes at least "
              + minibatchesPerRound
              + " examples, one per minibatch",
          "lower one of them or add training images");
    }
    long examplesPerRound = minibatchesPerRound * settings.examplesPerMinibatch();
    long rounds = (examples + examplesPerRound - 1) / examplesPerRound;
    // With minibatches of one example, a last round would find too few of them.
    long most = examples / minibatchesPerRound;
    int minibatches = Math.toIntExact(Math.min(rounds, most) * minibatchesPerRound);
    return new EpochPlan(examples, minibatches, settings.seed());
  }

  /** Minibatches per epoch of the worker with the most. */
  int longestShare(int workers) {
    return (minibatches - 1) / workers + 1;
  }

  /** Positions in the training split of a minibatch's examples. */
  int[] positions(int epoch, int minibatch) {
    int from = start(minibatch);
    int[] positions = new int[start(minibatch + 1) - from];
    System.arraycopy(order(examples, seed, epoch), from, positions, 0, positions.length);
    return positions;
  }

  private int start(int minibatch) {
    return (int) ((long) examples * minibatch / minibatches);
  }

  /** Shared by all plans of the JVM, as each task has its own copy of the plan. */
  private static synchronized int[] order(int examples, long seed, int epoch) {
    if (last == null
        || last.examples() != examples
        || last.seed() != seed
        || last.epoch() != epoch) {
      last = new Order(examples, seed, epoch, permutation(examples, Seeds.of(seed, epoch)));
    }
    return last.positions();
  }

  /** A random permutation, by Fisher and Yates. */
  private static int[] permutation(int examples, long seed) {
    Random random = new Random(seed);
    int[] order = new int[examples];
    for (int i = 0; i < examples; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
