package mnist.bench.processes;

import java.io.PrintStream;
import java.util.Optional;
import mnist.Failure;
import mnist.UnavailableException;
import mnist.jobs.runner.LibraryFailures;

/** How a process of the bench ends: as a job's, and with what it says for people. */
public final class ExitCode {

  public static final int DONE = 0;

  /** Everything was done, and what was to be shown doesn't hold. */
  public static final int NOT_SHOWN = 1;

  /** Somebody has to change something. */
  public static final int USER_MISTAKE = 2;

  public static final int BUG = 3;

  /** The same command may work later. */
  public static final int UNAVAILABLE = 4;

  /** What a shell, and Java, add to the number of the signal that ended a process. */
  private static final int SIGNALLED = 128;

  private ExitCode() {}

  /** Tells of what was thrown, with its stack trace if it is a bug. */
  public static int of(Throwable thrown, PrintStream errors) {
    Optional<Failure> failure = LibraryFailures.explain(thrown);
    if (failure.isPresent()) {
      errors.println("error: " + failure.get().getMessage());
      return failure.get() instanceof UnavailableException ? UNAVAILABLE : USER_MISTAKE;
    }
    errors.println("error: a bug; please report it with what follows");
    thrown.printStackTrace(errors);
    return BUG;
  }

  /** What the end of a process that has told of it itself means for the one that started it. */
  public static int ofChild(int code, PrintStream errors) {
    if (code == DONE
        || code == NOT_SHOWN
        || code == USER_MISTAKE
        || code == BUG
        || code == UNAVAILABLE) {
      return code;
    }
    if (code > SIGNALLED) {
      errors.println(
          "error: The process that measures was ended by signal %d; see that memory suffices, and run again"
              .formatted(code - SIGNALLED));
      return UNAVAILABLE;
    }
    errors.println("error: a bug; the process that measures ended with exit code " + code);
    return BUG;
  }
}
