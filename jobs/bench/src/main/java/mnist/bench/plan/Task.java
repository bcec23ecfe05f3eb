package mnist.bench.plan;

import java.util.Locale;

/** What is measured. */
public enum Task {
  TRAIN,
  /** A table of raw pixels. */
  SCORE,
  /** Image files, which have to be decoded and prepared. */
  SCORE_FILES;

  /** As on the command line and in {@code bench.json}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
