package mnist.testing;

import com.sun.jna.Function;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Another user for a thread's access to files, where tests run as root, whom permissions don't keep
 * from anything. Linux has such a user for each thread.
 */
public final class AnotherUser {
  private static final int NOBODY = 65534;
  private static final int KEEP = -1;

  private AnotherUser() {}

  /** Whether this process may become another user. */
  public static boolean canBeHad() {
    try {
      return System.getProperty("os.name").equals("Linux") && call(() -> userOfFiles()) == NOBODY;
    } catch (Exception | LinkageError e) {
      return false;
    }
  }

  /**
   * Calls in a thread of its own, as nobody.
   *
   * @param body has been run once as this user, so that its classes are loaded
   */
  public static <T> T call(Callable<T> body) throws Exception {
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              setUserOfFiles(NOBODY);
              return body.call();
            });
    Thread thread = new Thread(task, "another user");
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception exception ? exception : e;
    }
  }

  private static int userOfFiles() {
    return setUserOfFiles(KEEP);
  }

  private static int setUserOfFiles(int user) {
    return Function.getFunction("c", "setfsuid").invokeInt(new Object[] {user});
  }
}
