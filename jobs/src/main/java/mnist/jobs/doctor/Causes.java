package mnist.jobs.doctor;

/** Why something failed, for a cell of a table. */
final class Causes {

  private Causes() {}

  /** The innermost cause, its kind and the first line of what it says. */
  static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return cause.getClass().getSimpleName() + ": " + said;
  }
}
