package mnist.report;

import java.util.List;
import mnist.evaluate.Comparison;
import mnist.evaluate.PairedDifference;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.store.StoredVersion;

/** The evaluated model against another one, on the same images. */
final class ComparisonSection {

  private ComparisonSection() {}

  /**
   * @param comparison with {@code other} as the first model and {@code model} as the second
   */
  static String of(Comparison comparison, StoredVersion model, StoredVersion other) {
    String first = ComparisonVerdict.name(other, model);
    String second = ComparisonVerdict.name(model, other);
    List<List<String>> rows =
        List.of(
            row(second, "second", comparison.secondAccuracy(), comparison.onlySecond(), model),
            row(first, "first", comparison.firstAccuracy(), comparison.onlyFirst(), other));
    PairedDifference difference = comparison.difference();
    return Html.section(
        "Against " + first,
        Html.paragraph(ComparisonVerdict.of(comparison, second, first) + ".")
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
}
