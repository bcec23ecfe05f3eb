package mnist.train;

import java.io.IOException;

/** A checkpoint is torn or of another format, however often it is read. */
final class UnreadableCheckpointException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableCheckpointException(String message) {
    super(message);
  }

  UnreadableCheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
