package mnist.report;

import java.util.List;
import mnist.evaluate.Comparison;
import mnist.evaluate.PairedDifference;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;

/** The evaluated model against another one, on the same images. */
final class ComparisonSection {

  /** Of a p value: from here on, chance isn't ruled out. */
  private static final double SIGNIFICANT = 0.05;

  private ComparisonSection() {}

  /**
   * @param comparison with {@code other} as the first model and {@code model} as the second
   */
  static String of(Comparison comparison, StoredVersion model, StoredVersion other) {
    String first = name(other, model);
    String second = name(model, other);
    List<List<String>> rows =
        List.of(
            row(second, "second", comparison.secondAccuracy(), comparison.onlySecond(), model),
            row(first, "first", comparison.firstAccuracy(), comparison.onlyFirst(), other));
    PairedDifference difference = comparison.difference();
    return Html.section(
        "Against " + first,
        Html.paragraph(verdict(comparison, first, second))
            + Html.table(
                "Both models on the same images",
                List.of("model", "hash", "accuracy", "images that it alone got right"),
                rows,
                2)
            + Html.fill(
                "<p>Difference %s points, 95 %% interval %s to %s; p %s by McNemar's exact test, two-sided.</p>\n",
                Html.figure(
                    "difference", difference.mean(), Numbers.decimal(100 * difference.mean(), 2)),
                Numbers.decimal(100 * difference.low(), 2),
                Numbers.decimal(100 * difference.high(), 2),
                Html.figure(
                    "p_value", comparison.pValue(), Numbers.probability(comparison.pValue()))));
  }

  private static List<String> row(
      String name, String key, double accuracy, long alone, StoredVersion version) {
    return List.of(
        Html.escape(name),
        Html.escape(version.manifest().modelHash().substring(0, 8)) + "…",
        Html.figure(key + "_accuracy", accuracy, Numbers.percent(accuracy, 2)),
        Html.figure("only_" + key, alone, Numbers.count(alone)));
  }

  /** Which is better, and whether chance explains it. */
  static String verdict(Comparison comparison, String first, String second) {
    long alone = comparison.onlySecond() - comparison.onlyFirst();
    if (alone == 0) {
      return "Neither is better: both got the same number of images right.";
    }
    String better = alone > 0 ? second : first;
    String p = Numbers.probability(comparison.pValue());
    return comparison.pValue() < SIGNIFICANT
        ? Html.fill(
            "%s is better. Chance hardly explains it: if neither were, a difference this large would come up with a probability %s.",
            better, p.replace("= ", "of ").replace("< ", "below "))
        : Html.fill(
            "%s got more images right, but chance may explain it (p %s): these images can't tell which model is better.",
            better, p);
  }

  /** The version's name, and its store where the other one has the same name. */
  static String name(StoredVersion version, StoredVersion other) {
    if (!version.name().equals(other.name())) {
      return version.name();
    }
    Path versions = version.path().getParent();
    Path store = versions == null ? null : versions.getParent();
    return store == null
        ? version.path().toString()
        : version.name()
            + " in "
            + ("file".equals(store.toUri().getScheme()) ? store.toUri().getPath() : store);
  }
}
