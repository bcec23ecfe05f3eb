package mnist.report;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mnist.store.Manifest;
import mnist.store.TrainingData;

/** How a stored model is made again. */
public final class Recipe {

  /** What a manifest calls data that weren't given as a path. */
  public static final String BUNDLED = "the bundled MNIST";

  private Recipe() {}

  /**
   * Commands for a shell in the project's directory: the settings as a file, and the jobs. Whether
   * a path was of IDX files or ingested already isn't known, so that a remark tells what the former
   * need, if they were ingested with another seed than the training's.
   */
  public static String commands(Manifest manifest) {
    TrainingData data = manifest.training().data();
    boolean bundled = data.path() == null || data.path().equals(BUNDLED);
    boolean otherSeed = data.seed() != null && data.seed() != manifest.training().seed();
    String given = bundled ? null : quoted(data.path());
    String ingest = otherSeed ? ingest(data.seed(), given) : "";
    if (bundled && otherSeed) {
      given = "again-data";
    }
    String train =
        "jobs/bin/submit train --config again.conf%s --store again\n"
            .formatted(given == null ? "" : " --data " + given);
    return "cat > again.conf <<'END'\n" + settings(manifest) + "END\n" + ingest + train;
  }

  /**
   * @param given the data's path, quoted; null for the bundled ones, which are surely IDX files
   */
  private static String ingest(long seed, String given) {
    String command = "jobs/bin/submit ingest --config again.conf --seed %d%s --output again-data\n";
    return given == null
        ? command.formatted(seed, "")
        : "# if %s is of IDX files, give --data again-data to train, after\n# ".formatted(given)
            + command.formatted(seed, " --input " + given);
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
