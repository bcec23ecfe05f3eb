package mnist.report;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mnist.html.Html;
import mnist.store.Manifest;
import mnist.store.TrainingData;

/** How a stored model is made again. */
public final class Recipe {

  /** What a manifest calls data that weren't given as a path. */
  public static final String BUNDLED = "the bundled MNIST";

  private Recipe() {}

  /**
   * Commands for a shell in the project's directory: the settings as a file, and the jobs. IDX
   * files other than the bundled ones, if they were ingested with another seed than the training's,
   * have to be ingested so again first.
   */
  public static String commands(Manifest manifest) {
    TrainingData data = manifest.training().data();
    boolean bundled = data.path() == null || data.path().equals(BUNDLED);
    boolean otherSeed = data.seed() != null && data.seed() != manifest.training().seed();
    String ingest =
        bundled && otherSeed
            ? "jobs/bin/submit ingest --config again.conf --seed %d --output again-data\n"
                .formatted(data.seed())
            : "";
    String given =
        bundled ? (otherSeed ? " --data again-data" : "") : " --data " + quoted(data.path());
    return Html.fill(
        """
        cat > again.conf <<'END'
        %sEND
        %sjobs/bin/submit train --config again.conf%s --store again
        """,
        settings(manifest), ingest, given);
  }

  /** Every setting that the training had, in HOCON, sorted by key. */
  public static String settings(Manifest manifest) {
    TrainingData data = manifest.training().data();
    Map<String, String> settings = new TreeMap<>(manifest.training().settings());
    settings.put("data.classes", String.valueOf(manifest.network().classes()));
    if (data.validationFraction() != null) {
      settings.put("data.validation-fraction", String.valueOf(data.validationFraction()));
    }
    if (data.holdOutBy() != null) {
      settings.put("data.hold-out-by", data.holdOutBy());
    }
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
