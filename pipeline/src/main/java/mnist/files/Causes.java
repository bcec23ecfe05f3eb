package mnist.files;

import java.io.FileNotFoundException;
import java.util.List;
import mnist.Failure;

/** What went wrong, for a message that is one line. */
public final class Causes {

  private Causes() {}

  /** The innermost cause, its kind and the first line of what it says. */
  public static String innermost(Throwable failure) {
    List<Throwable> causes = Failure.causes(failure);
    Throwable cause = causes.get(causes.size() - 1);
    String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return cause.getClass().getSimpleName() + ": " + said;
  }

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
