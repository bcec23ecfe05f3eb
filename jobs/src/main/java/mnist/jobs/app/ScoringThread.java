package mnist.jobs.app;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The one thread that prepares and scores, one picture after the other: a classifier is for one
 * thread, and so no more than one picture is decoded at a time, however large.
 */
final class ScoringThread implements AutoCloseable {

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "scoring");
            made.setDaemon(true);
            return made;
          });

  /**
   * Does some work there and waits for it.
   *
   * @param patience how long it may take, what is done before it included
   * @throws TimeoutException if it takes longer
   */
  <T> T call(Callable<T> work, Duration patience) throws Exception {
    try {
      Future<T> result = thread.submit(work);
      try {
        return result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        result.cancel(true);
        throw e;
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    } catch (RejectedExecutionException e) {
      throw new HttpProblem(HttpStatus.SERVICE_UNAVAILABLE_503, "the server is ending");
    }
  }

  /** Lets what has begun come to its end. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
