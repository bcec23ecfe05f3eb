package mnist.jobs.app;

/** A request that isn't answered as it was meant. The message is one line for whoever sent it. */
final class HttpProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status HTTP's, 400 or more
   */
  HttpProblem(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
