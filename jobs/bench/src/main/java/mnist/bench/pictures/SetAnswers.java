package mnist.bench.pictures;

import java.util.List;
import java.util.Locale;

/**
 * How a model did on a set.
 *
 * @param set its name
 * @param images that it holds
 * @param naive right answers on pictures that were only resized
 * @param right answers on prepared pictures
 * @param wrong answers on prepared pictures
 * @param rejected pictures in which the preparation found no digit
 */
record SetAnswers(String set, long images, long naive, long right, long wrong, long rejected) {

  /** A table in Markdown; parts of all images, those without an answer among them. */
  static String markdown(List<SetAnswers> sets) {
    StringBuilder table = new StringBuilder();
    table.append("| set | images | naive | prepared | wrong | rejected |\n");
    table.append("|---|---|---|---|---|---|\n");
    for (SetAnswers set : sets) {
      double images = Math.max(1, set.images());
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.1f %% | %.1f %% | %d | %d |%n",
              set.set(),
              set.images(),
              100 * set.naive() / images,
              100 * set.right() / images,
              set.wrong(),
              set.rejected()));
    }
    return table.toString();
  }
}
