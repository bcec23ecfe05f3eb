package mnist.jobs.runner;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how to go on when a job is stopped by Ctrl-C or another signal. It ends the job's Spark
 * jobs first, so that the job deletes what it has half written; Spark itself is stopped after that.
 */
final class StopNotice implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StopNotice.class);

  private static final String FROM_THE_START =
      "nothing of it was published, and the same command starts again";

  /** Spark's own hook has 40; higher ones run before. */
  private static final int PRIORITY = 100;

  private static final long PATIENCE_SECONDS = 5;

  private final String job;
  private final PrintStream errors;
  private final Thread hook = new Thread(this::stop, "stop-notice");
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile SparkContext spark;
  private volatile String toGoOn = FROM_THE_START;
  private volatile boolean stopped;
  private volatile boolean done;

  StopNotice(String job, PrintStream errors) {
    this.job = job;
    this.errors = errors;
    ShutdownHookManager.get().addShutdownHook(hook, PRIORITY);
  }

  /** The context that the job runs in. */
  void watch(SparkContext context) {
    spark = context;
  }

  /**
   * @param how completes "train was stopped; "
   */
  void toGoOn(String how) {
    toGoOn = how;
  }

  /** What goes on, if that takes an option that the user didn't give. */
  Optional<String> otherCommand() {
    return Optional.of(toGoOn).filter(how -> how.startsWith(JobContext.SAME_WITH));
  }

  /** The job has done its work: what stops the process now stops no job. */
  void done() {
    done = true;
  }

  /** Whether what the job throws is only that it was stopped. */
  boolean isStopped() {
    return stopped;
  }

  private void stop() {
    stopped = true;
    try {
      for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
        cancel();
        if (ended.await(100, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!done) {
      errors.println("stopped: " + job + " was stopped; " + toGoOn);
      errors.flush();
    }
  }

  /** Again and again, since a job may be between two of Spark's. */
  private void cancel() {
    try {
      if (spark != null && !spark.isStopped()) {
        spark.cancelAllJobs();
      }
    } catch (RuntimeException e) {
      // It is about to stop by itself.
      spark = null;
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      ShutdownHookManager.get().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the process is about to end", e);
    }
  }
}
