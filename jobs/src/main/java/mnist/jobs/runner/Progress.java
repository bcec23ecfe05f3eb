package mnist.jobs.runner;

import java.io.FilterOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/**
 * Shows how far a job is: on a terminal in one line that is redrawn in place, elsewhere in a plain
 * line now and then.
 */
public final class Progress {
  private static final String SEPARATOR = "  ";

  /** Back to the line's start, and erase it. */
  private static final String REDRAW = "\r\u001b[K";

  /** In a window that has become narrower meanwhile, the terminal cuts the line itself. */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";

  private final PrintStream out;
  private final OptionalInt columns;
  private boolean drawn;
  private volatile String latest = "";

  /**
   * @param columns of the terminal that {@code out} goes to; empty if it goes to none
   */
  public Progress(PrintStream out, OptionalInt columns) {
    this.out = out;
    this.columns = columns;
  }

  /** Of a job that nobody watches. */
  public static Progress plain(PrintStream out) {
    return new Progress(out, OptionalInt.empty());
  }

  /**
   * Takes what others write to the same terminal, such as the log: each piece removes the line that
   * is redrawn first, so that it stands on a line of its own.
   */
  PrintStream besides() {
    return isOnTerminal() ? new StandardError(new Besides()) : out;
  }

  /** Whether a line is redrawn. */
  boolean isOnTerminal() {
    return columns.isPresent();
  }

  /**
   * Redraws the line on a terminal; does nothing elsewhere.
   *
   * @param parts from left to right, the important first; those that don't fit are left out
   */
  public synchronized void update(List<String> parts) {
    latest = String.join(SEPARATOR, parts);
    if (columns.isPresent()) {
      out.print(REDRAW + NO_WRAP + fit(parts) + WRAP);
      out.flush();
      drawn = true;
    }
  }

  /** Writes a line that stays, in place of one that is redrawn. */
  public synchronized void keep(List<String> parts) {
    latest = String.join(SEPARATOR, parts);
    out.println(drawn ? REDRAW + fit(parts) : fit(parts));
    out.flush();
    drawn = false;
  }

  /** What was shown last, whole, whether there is a terminal or not; empty until then. */
  public String latest() {
    return latest;
  }

  /** Removes the line that is redrawn, so that what follows takes its place. */
  public synchronized void clear() {
    if (drawn) {
      out.print(REDRAW);
      out.flush();
      drawn = false;
    }
  }

  private final class Besides extends FilterOutputStream {
    Besides() {
      super(Progress.this.out);
    }

    @Override
    public void write(int letter) {
      write(new byte[] {(byte) letter}, 0, 1);
    }

    @Override
    public void write(byte[] letters, int from, int length) {
      synchronized (Progress.this) {
        clear();
        Progress.this.out.write(letters, from, length);
      }
    }
  }

  /**
   * Shows how far a step is until it is closed.
   *
   * @param told by the step; null for the tasks of Spark's jobs
   */
  StepProgress during(String description, SparkContext spark, Supplier<List<String>> told) {
    return new StepProgress(description, spark, this, told);
  }

  private String fit(List<String> parts) {
    if (columns.isEmpty()) {
      return String.join(SEPARATOR, parts);
    }
    // A line that fills the last column wraps on some terminals.
    int width = columns.getAsInt() - 1;
    String line = parts.get(0);
    if (line.length() > width) {
      return line.substring(0, Math.max(0, width - 1)) + "…";
    }
    for (String part : parts.subList(1, parts.size())) {
      if (line.length() + SEPARATOR.length() + part.length() > width) {
        break;
      }
      line += SEPARATOR + part;
    }
    return line;
  }
}
