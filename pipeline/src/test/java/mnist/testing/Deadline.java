package mnist.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends programs that don't end by themselves. A test that reads what a program writes can't be
 * interrupted; when the program is gone, it reads the end and fails.
 */
public final class Deadline {
  /** More than what a test runs to its end takes on a busy machine. */
  public static final Duration OF_A_PROGRAM = Duration.ofMinutes(10);

  /** For servers, which live as long as the tests of a class, and for what is tagged slow. */
  public static final Duration OF_A_LONG_ONE = Duration.ofMinutes(30);

  private Deadline() {}

  /** Starts a program, to be killed after so long, with all that it has started. */
  public static Process start(ProcessBuilder program, Duration atMost) throws IOException {
    Process process = program.start();
    process
        .onExit()
        .orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            late -> {
              // Itself first, or it would see its children end and might end as if all were well.
              List<ProcessHandle> children = process.descendants().toList();
              process.destroyForcibly();
              children.forEach(ProcessHandle::destroyForcibly);
              return process;
            });
    return process;
  }
}
