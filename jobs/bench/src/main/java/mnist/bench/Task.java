package mnist.bench;

import java.util.Locale;

/** What is measured. */
enum Task {
  TRAIN,
  SCORE;

  /** As on the command line and in {@code bench.json}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
