package mnist.jobs.runner;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;

/**
 * Standard error without one kind of stack trace: while Spark stops, its thread pools refuse what
 * still comes in to free memory, and Scala prints each refusal here, past the log. Spark frees all
 * of it as it stops, so nobody misses anything.
 */
public final class StandardError extends PrintStream {
  private boolean leavingOut;

  /**
   * @param out takes everything else
   */
  public StandardError(OutputStream out) {
    super(out, true);
  }

  /**
   * {@link Throwable#printStackTrace(PrintStream)} holds this object's lock, and comes here with
   * the throwable and then with each line of its trace.
   */
  @Override
  public void println(Object line) {
    synchronized (this) {
      leavingOut =
          line instanceof RejectedExecutionException refusal
              ? isOfEndingPool(refusal)
              : leavingOut && line instanceof String text && text.startsWith("\tat ");
      if (!leavingOut) {
        super.println(line);
      }
    }
  }

  /** By the pool's own words, of what Scala handed to it; one that is full says that it runs. */
  private static boolean isOfEndingPool(RejectedExecutionException refusal) {
    String message = String.valueOf(refusal.getMessage());
    return (message.contains("[Shutting down, pool") || message.contains("[Terminated, pool"))
        && Arrays.stream(refusal.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith("scala.concurrent."));
  }
}
