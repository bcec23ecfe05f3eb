package mnist.jobs.runner;

import java.util.Optional;
import mnist.Failure;
import mnist.InvalidInputException;
import org.apache.spark.SparkContext;

/** Tells a job that failed since Spark was taken from it. */
final class SparkStopped {

  private SparkStopped() {}

  /**
   * What failed a job: if Spark stopped under it, that, and not what the job then stumbled over,
   * which may be anything, a null among Spark's own.
   *
   * @param thrown by the job, or before it began
   * @param context the job's, which it doesn't stop itself
   */
  static RuntimeException explain(RuntimeException thrown, String job, SparkContext context) {
    Optional<Failure> mistake = Failure.findIn(thrown);
    if (mistake.isPresent() || !context.isStopped()) {
      return thrown;
    }
    return new InvalidInputException(
        "Spark stopped while %s ran: %s has ended the application, as it does when executors can't start or don't last, or is lost; see the log, and the executors' logs for why"
            .formatted(job, context.master()),
        thrown);
  }
}
