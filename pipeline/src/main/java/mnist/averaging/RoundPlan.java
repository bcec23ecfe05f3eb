package mnist.averaging;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * Cuts each worker's minibatches of an epoch into rounds.
 *
 * @param minibatches of each worker
 * @param averagingFrequency minibatches that a worker fits in a round, 1 or more
 */
record RoundPlan(int[] minibatches, int averagingFrequency) implements Serializable {

  /**
   * The workers' shares of a list: whole, in order, in sizes that differ by one at most.
   *
   * @return where each worker's share starts, and the end of the last
   */
  static int[] shares(int size, int workers) {
    return IntStream.rangeClosed(0, workers)
        .map(worker -> Math.toIntExact((long) size * worker / workers))
        .toArray();
  }

  int workers() {
    return minibatches.length;
  }

  int rounds() {
    int most = IntStream.of(minibatches).max().orElse(0);
    return most / averagingFrequency + (most % averagingFrequency == 0 ? 0 : 1);
  }

  /** Index, among the worker's, of its first minibatch in a round. */
  int from(int worker, int round) {
    return (int) Math.min(minibatches[worker], (long) round * averagingFrequency);
  }

  /** Index, among the worker's, after its last minibatch in a round. */
  int to(int worker, int round) {
    return from(worker, round + 1);
  }
}
