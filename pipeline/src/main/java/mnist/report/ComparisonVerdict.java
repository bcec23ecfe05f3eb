package mnist.report;

import java.util.Locale;
import mnist.evaluate.Comparison;
import mnist.evaluate.PairedDifference;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;

/** Which of two models is better, as a sentence. */
public final class ComparisonVerdict {

  /** Of a p value: from here on, chance isn't ruled out. */
  private static final double SIGNIFICANT = 0.05;

  private ComparisonVerdict() {}

  /**
   * @param comparison with {@code other} as the first model and {@code model} as the second
   */
  public static String of(Comparison comparison, StoredVersion model, StoredVersion other) {
    return of(comparison, name(model, other), name(other, model));
  }

  /**
   * @param comparison of the other model as the first with this one as the second
   * @param name of this model
   * @param other the other one's name
   */
  static String of(Comparison comparison, String name, String other) {
    PairedDifference difference = comparison.difference();
    String images =
        String.format(
            Locale.ROOT,
            "it alone got %d images right, the other one %d",
            Math.max(comparison.onlySecond(), comparison.onlyFirst()),
            Math.min(comparison.onlySecond(), comparison.onlyFirst()));
    if (comparison.onlySecond() == comparison.onlyFirst()) {
      return String.format(
          Locale.ROOT,
          "%s and %s are equally good: each alone got %d images right",
          name,
          other,
          comparison.onlyFirst());
    }
    boolean second = difference.mean() > 0;
    String better = second ? name : other;
    String points =
        String.format(Locale.ROOT, "%.2f percentage points", 100 * Math.abs(difference.mean()));
    String chance = probability(comparison.pValue());
    return comparison.pValue() < SIGNIFICANT
        ? String.format(
            Locale.ROOT,
            "%s is better than %s by %s: %s, which chance alone would do with probability %s",
            better,
            second ? other : name,
            points,
            images,
            chance)
        : String.format(
            Locale.ROOT,
            "%s is ahead of %s by %s, which may be chance: %s, and equally good models differ so much with probability %s",
            better,
            second ? other : name,
            points,
            images,
            chance);
  }

  private static String probability(double p) {
    return p < 0.0001 ? "below 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  /** The version's name, and its store where the other one has the same name. */
  public static String name(StoredVersion version, StoredVersion other) {
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
