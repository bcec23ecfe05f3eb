package mnist.jobs;

/** x */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.err.println(String.join(" ", arguments));
  }
}
