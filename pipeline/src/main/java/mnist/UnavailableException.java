package mnist;

import java.util.Map;

/**
 * The surroundings failed, and the same command may work later: storage that doesn't answer or
 * breaks off, lost executors, no slot in time, a full disk.
 */
public final class UnavailableException extends Failure {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what happened and where
   * @param remedy what to check before the command is run again
   */
  public UnavailableException(String problem, String remedy, Throwable cause) {
    super(problem, remedy, null, Map.of(), cause);
  }

  /**
   * As above, about a setting, ours or Spark's.
   *
   * @param setting its key, such as {@code doctor.slot-timeout-seconds}; null for none
   */
  public UnavailableException(String setting, String problem, String remedy, Throwable cause) {
    super(problem, remedy, setting, Map.of(), cause);
  }

  /** As above, where the failure has no cause of its own. */
  public UnavailableException(String problem, String remedy) {
    this(problem, remedy, null);
  }
}
