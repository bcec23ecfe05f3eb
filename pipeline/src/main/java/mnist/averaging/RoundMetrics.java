package mnist.averaging;

import java.util.List;

/**
 * One round: what was fitted, where, and what took how long.
 *
 * @param epoch from 1
 * @param round from 1
 * @param examples fitted
 * @param loss mean score of the minibatches while they were fitted, weighted by examples
 * @param seconds wall time of the round on the driver
 * @param broadcastSeconds to hand the state to Spark; executors fetch it within their shards'
 *     {@code receive_seconds}
 * @param fitSeconds during which an executor had a worker loading or fitting; of the executor that
 *     had so for longest
 * @param aggregateSeconds to average on the driver
 * @param outsideSeconds the rest of the wall time: what averaging costs
 * @param residentBytes of the driver's memory, after the round
 * @param shards one for each worker that had minibatches, by worker
 */
public record RoundMetrics(
    int epoch,
    int round,
    long examples,
    double loss,
    double seconds,
    double broadcastSeconds,
    double fitSeconds,
    double aggregateSeconds,
    double outsideSeconds,
    long residentBytes,
    List<Shard> shards) {

  /**
   * One worker's part.
   *
   * @param worker from 0
   * @param host where it ran
   * @param executor Spark's name for the process, driver in local mode
   * @param receiveSeconds to get the state and give it to the network
   * @param loadSeconds to load or make the minibatches
   * @param fitSeconds to fit them
   * @param residentBytes of the executor's memory, after fitting
   */
  public record Shard(
      int worker,
      String host,
      String executor,
      int minibatches,
      long examples,
      double receiveSeconds,
      double loadSeconds,
      double fitSeconds,
      long residentBytes) {

    static Shard of(WorkerReport report) {
      return new Shard(
          report.worker,
          report.where.host,
          report.where.executor,
          report.minibatches,
          report.examples,
          report.receiveSeconds,
          report.loadSeconds,
          report.fitSeconds,
          report.where.residentBytes);
    }
  }
}
