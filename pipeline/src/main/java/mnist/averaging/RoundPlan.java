package mnist.averaging;

import java.io.Serializable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Cuts each worker's minibatches of an epoch into rounds.
 *
 * @param minibatches of each worker
 * @param averagingFrequency minibatches that a worker fits in a round, 1 or more
 */
record RoundPlan(long[] minibatches, int averagingFrequency) implements Serializable {

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
    long most = LongStream.of(minibatches).max().orElse(0);
    return Math.toIntExact(most / averagingFrequency + (most % averagingFrequency == 0 ? 0 : 1));
  }

  /** Index, among the worker's, of its first minibatch in a round. */
  long from(int worker, int round) {
    return Math.min(minibatches[worker], (long) round * averagingFrequency);
  }

  /** Index, among the worker's, after its last minibatch in a round. */
  long to(int worker, int round) {
    return from(worker, round + 1);
  }
}
