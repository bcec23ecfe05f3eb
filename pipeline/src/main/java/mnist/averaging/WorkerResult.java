package mnist.averaging;

import java.io.Serializable;

/** What one worker hands back from a round. Executors send it, so it is plain. */
final class WorkerResult implements Serializable {

  final WorkerReport report;
  final AveragingState fitted;

  WorkerResult(WorkerReport report, AveragingState fitted) {
    this.report = report;
    this.fitted = fitted;
  }
}
