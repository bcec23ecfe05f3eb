package mnist.jobs.runner;

import mnist.Failure;
import mnist.UnavailableException;
import org.apache.hadoop.util.ShutdownHookManager;
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
  static Exception explain(Exception thrown, String job, SparkContext context) {
    if (Failure.findIn(thrown).isPresent() || !context.isStopped()) {
      return thrown;
    }
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      return new UnavailableException(
          job + " was interrupted: the driver is told to end", "run it again", thrown);
    }
    return new UnavailableException(
        "Spark stopped while %s ran: %s has ended the application, as it does when executors can't start or don't last, or is lost"
            .formatted(job, context.master()),
        "see the log, and the executors' logs for why, and run again",
        thrown);
  }
}
