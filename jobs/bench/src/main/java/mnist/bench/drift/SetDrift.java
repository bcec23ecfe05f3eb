package mnist.bench.drift;

import java.util.List;
import java.util.Locale;
import mnist.drift.Drift;

/**
 * What was told of a set.
 *
 * @param set its name
 * @param drift what it came to
 * @param accuracy share of the labelled images that are read as they are labelled, 0..1; null if
 *     none is labelled
 */
record SetDrift(String set, Drift drift, Double accuracy) {

  /** A table in Markdown. */
  static String markdown(List<SetDrift> sets) {
    StringBuilder table = new StringBuilder();
    table.append("| set | images | verdict | drifted | most | accuracy, estimated | accuracy |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    for (SetDrift set : sets) {
      Drift drift = set.drift();
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %s | %d of %d | %s | %.1f %% (%.1f to %.1f) | %s |%n",
              set.set(),
              drift.images(),
              drift.verdict().label().replace('_', ' '),
              drift.drifted().size(),
              drift.measures().size(),
              drift.drifted().isEmpty() ? "" : drift.drifted().get(0).told(),
              100 * drift.accuracy().estimate(),
              100 * drift.accuracy().low(),
              100 * drift.accuracy().high(),
              set.accuracy() == null
                  ? ""
                  : String.format(Locale.ROOT, "%.1f %%", 100 * set.accuracy())));
    }
    return table.toString();
  }
}
