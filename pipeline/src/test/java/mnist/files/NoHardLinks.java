package mnist.files;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Has the kernel refuse hard links to a thread, as it does on FAT and on many FUSE and SMB mounts,
 * which tests can't count on having: a seccomp filter, which ends with the thread.
 */
final class NoHardLinks {
  private static final int PR_SET_SECCOMP = 22;
  private static final int SECCOMP_MODE_FILTER = 2;
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int LOAD_SYSTEM_CALL = 0x20;
  private static final int IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int ALLOW = 0x7fff0000;
  private static final int FAIL = 0x00050000;

  private NoHardLinks() {}

  /** Whether this machine lets threads be filtered. */
  static boolean canBeHad() {
    boolean known = System.getProperty("os.arch").matches("amd64|x86_64|aarch64");
    try {
      return System.getProperty("os.name").equals("Linux")
          && known
          && call(
              1,
              () -> {
                return true;
              });
    } catch (Exception e) {
      return false;
    }
  }

  /**
   * Calls in a thread of its own, to which each attempt to make a link fails.
   *
   * @param error what it fails with, such as 95 for ENOTSUP
   */
  static <T> T call(int error, Callable<T> body) throws Exception {
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              forbid(error);
              return body.call();
            });
    Thread thread = new Thread(task, "without hard links");
    thread.start();
    try {
      return task.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw e.getCause() instanceof Exception exception ? exception : e;
    }
  }

  /** For the current thread, as long as it lives. */
  static void forbid(int error) {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    int link = arm ? 37 : 86;
    int linkat = arm ? 37 : 265;
    Memory program = new Memory(5 * 8);
    instruct(program, 0, LOAD_SYSTEM_CALL, 0, 0);
    instruct(program, 1, IF_EQUAL, 2, link);
    instruct(program, 2, IF_EQUAL, 1, linkat);
    instruct(program, 3, RETURN, 0, ALLOW);
    instruct(program, 4, RETURN, 0, FAIL | error);
    Memory filter = new Memory(16);
    filter.clear();
    filter.setShort(0, (short) 5);
    filter.setPointer(8, program);
    control(PR_SET_NO_NEW_PRIVS, 1L, Pointer.NULL);
    control(PR_SET_SECCOMP, (long) SECCOMP_MODE_FILTER, filter);
  }

  private static void instruct(Memory program, int index, int code, int ifTrue, int operand) {
    program.setShort(index * 8L, (short) code);
    program.setByte(index * 8L + 2, (byte) ifTrue);
    program.setByte(index * 8L + 3, (byte) 0);
    program.setInt(index * 8L + 4, operand);
  }

  private static void control(int option, long second, Pointer third) {
    Function prctl = Function.getFunction("c", "prctl");
    if (prctl.invokeInt(new Object[] {option, second, third, 0L, 0L}) != 0) {
      throw new IllegalStateException("prctl(" + option + ") failed");
    }
  }
}
