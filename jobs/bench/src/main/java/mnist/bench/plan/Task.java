package mnist.bench.plan;

import java.util.Locale;

/** What is measured. */
public enum Task {
  TRAIN,
  SCORE;

  /** As on the command line and in {@code bench.json}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
