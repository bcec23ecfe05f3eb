package mnist.train;

import java.io.IOException;

/** A checkpoint is truncated or of another format; reading it again won't help. */
final class UnreadableCheckpointException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableCheckpointException(String message) {
    super(message);
  }

  UnreadableCheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
