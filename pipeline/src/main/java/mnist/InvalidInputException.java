package mnist;

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
}
