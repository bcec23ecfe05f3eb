package mnist;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * A mistake in what the user gave: a file, a path, a setting. The message is all that the user
 * sees, so it says what, where, what was expected, what was found and how to mend it. Every other
 * exception means a bug.
 */
public final class InvalidInputException extends RuntimeException {

  public InvalidInputException(String message) {
    super(message);
  }

  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Looks for a user's mistake among the causes of a failure. What a task throws reaches the driver
   * inside Spark's own exceptions, also from other JVMs.
   *
   * @param failure what was caught
   * @return the outermost InvalidInputException of {@code failure} and its causes, if there is one
   */
  public static Optional<InvalidInputException> findIn(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
      if (t instanceof InvalidInputException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
