package mnist.jobs.runner;

import java.io.PrintStream;

/**
 * Shows where training stands: on a terminal one line an epoch, redrawn in place while the epoch
 * lasts; elsewhere a plain line at the end of each epoch.
 */
public final class Progress {
  /** Back to the line's start, and erase it. */
  private static final String REDRAW = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private boolean drawn;

  public Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Something has moved within an epoch. */
  public synchronized void update(ProgressLine line) {
    if (terminal) {
      out.print(REDRAW + line.text());
      out.flush();
      drawn = true;
    }
  }

  /** An epoch has ended; its line stays. */
  public synchronized void epochEnded(ProgressLine line) {
    out.println((drawn ? REDRAW : "") + line.text());
    out.flush();
    drawn = false;
  }

  /** Leaves a half-drawn line alone, so that what follows stands below it. */
  synchronized void end() {
    if (drawn) {
      out.println();
      drawn = false;
    }
  }
}
