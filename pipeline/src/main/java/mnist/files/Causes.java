package mnist.files;

import java.io.FileNotFoundException;

/** What went wrong, for a message that is one line. */
public final class Causes {

  private Causes() {}

  /** The first line of the message; the exception's type where the message says too little. */
  public static String oneLine(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    if (e instanceof FileNotFoundException && !message.isEmpty()) {
      return message;
    }
    String type = e.getClass().getSimpleName();
    return message.isEmpty() ? type : message + " (" + type + ")";
  }
}
