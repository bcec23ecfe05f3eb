package mnist.model;

import java.io.IOException;

/** A network archive isn't what it should be; the message says why, and begins in lower case. */
final class DamagedArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedArchiveException(String problem) {
    super(problem);
  }

  DamagedArchiveException(String problem, Throwable cause) {
    super(problem, cause);
  }

  static void require(boolean holds, String otherwise) throws DamagedArchiveException {
    if (!holds) {
      throw new DamagedArchiveException(otherwise);
    }
  }
}
