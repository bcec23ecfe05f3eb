package mnist.averaging;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The sum of some workers' results, each weighted by the examples that the worker fitted. Executors
 * send it.
 */
final class PartialAverage implements Serializable {

  private final ArrayList<WorkerReport> reports = new ArrayList<>();
  private final WeightedSum parameters;
  private final WeightedSum updaterState;

  private PartialAverage(AveragingState like) {
    this.parameters = new WeightedSum(like.parameters().length);
    this.updaterState = new WeightedSum(like.updaterState().length);
  }

  /**
   * @param results one or more, in the order in which they are to be summed
   */
  static PartialAverage of(Iterable<WorkerResult> results) {
    PartialAverage sum = null;
    for (WorkerResult result : results) {
      if (sum == null) {
        sum = new PartialAverage(result.fitted);
      }
      sum.parameters.add(result.fitted.parameters(), result.report.examples);
      sum.updaterState.add(result.fitted.updaterState(), result.report.examples);
      sum.reports.add(result.report);
    }
    return sum;
  }

  /** Adds what comes after it. */
  PartialAverage plus(PartialAverage next) {
    parameters.add(next.parameters);
    updaterState.add(next.updaterState);
    reports.addAll(next.reports);
    return this;
  }

  /** In the order of workers. */
  List<WorkerReport> reports() {
    return reports;
  }

  /** The state after the round. */
  AveragingState state(AveragingState before) {
    int longest = reports.stream().mapToInt(report -> report.minibatches).max().orElseThrow();
    return new AveragingState(
        parameters.mean(),
        updaterState.mean(),
        Math.addExact(before.iteration(), longest),
        before.epoch(),
        before.round() + 1);
  }
}
