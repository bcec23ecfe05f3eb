package mnist.averaging;

import java.io.Serializable;

/** What one worker did in a round. Executors send it, so it is plain. */
final class WorkerReport implements Serializable {

  final int worker;
  final int minibatches;
  final long examples;

  /** Summed over examples. */
  final double loss;

  final Where where;

  /** When loading and fitting began and ended, by the clock of the executor's JVM. */
  final long beganNanos;

  final long endedNanos;
  final double receiveSeconds;
  final double loadSeconds;
  final double fitSeconds;

  /** Where the worker ran, and by what it computed. */
  static final class Where implements Serializable {
    final String host;
    final String executor;
    final String kernels;
    final long residentBytes;

    Where(String host, String executor, String kernels, long residentBytes) {
      this.host = host;
      this.executor = executor;
      this.kernels = kernels;
      this.residentBytes = residentBytes;
    }
  }

  WorkerReport(
      int worker,
      int minibatches,
      long examples,
      double loss,
      Where where,
      long beganNanos,
      long endedNanos,
      double receiveSeconds,
      double loadSeconds,
      double fitSeconds) {
    this.worker = worker;
    this.minibatches = minibatches;
    this.examples = examples;
    this.loss = loss;
    this.where = where;
    this.beganNanos = beganNanos;
    this.endedNanos = endedNanos;
    this.receiveSeconds = receiveSeconds;
    this.loadSeconds = loadSeconds;
    this.fitSeconds = fitSeconds;
  }
}
