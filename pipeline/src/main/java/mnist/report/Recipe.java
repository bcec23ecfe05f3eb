package mnist.report;

import com.typesafe.config.ConfigUtil;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mnist.store.Manifest;
import mnist.store.TrainingData;

/** How a stored model is made again. */
public final class Recipe {

  /** What a manifest calls data that weren't given as a path. */
  public static final String BUNDLED = "the bundled MNIST";

  private static final Pattern KEY = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9.+-]+");

  private Recipe() {}

  /**
   * Commands for a shell in the project's directory: the settings as a file, and the jobs. Whether
   * a path was of IDX files or ingested already isn't known, so that a remark tells what the former
   * need, if they were ingested with another seed than the training's. A manifest may come from
   * anybody: whatever its texts hold, pasting the commands runs nothing but these jobs.
   */
  public static String commands(Manifest manifest) {
    TrainingData data = manifest.training().data();
    boolean bundled = data.path() == null || data.path().equals(BUNDLED);
    boolean otherSeed = data.seed() != null && data.seed() != manifest.training().seed();
    String given = bundled ? null : ShellText.quoted(data.path());
    // In a new store a retraining trains and stores, by the part of the images that it did before.
    String job = manifest.training().job().equals("retrain") ? "retrain" : "train";
    String ingest = otherSeed ? ingest(data.seed(), given, job) : "";
    if (bundled && otherSeed) {
      given = "again-data";
    }
    String train =
        "jobs/bin/submit %s --config again.conf%s --store again\n"
            .formatted(job, given == null ? "" : " --data " + given);
    return "cat > again.conf <<'END'\n" + settings(manifest) + "END\n" + ingest + train;
  }

  /**
   * @param given the data's path, quoted; null for the bundled ones, which are surely IDX files
   */
  private static String ingest(long seed, String given, String job) {
    String command = "jobs/bin/submit ingest --config again.conf --seed %d%s --output again-data\n";
    return given == null
        ? command.formatted(seed, "")
        : "# if %s is of IDX files, give --data again-data to %s, after\n# ".formatted(given, job)
            + command.formatted(seed, " --input " + given);
  }

  /** Every setting that the training had, in HOCON, a line each, sorted by key. */
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
        .map(
            setting ->
                hocon(setting.getKey(), KEY) + " = " + hocon(setting.getValue(), VALUE) + "\n")
        .collect(Collectors.joining());
  }

  /** Text that isn't plain becomes a quoted string, whose escapes keep it on its line. */
  private static String hocon(String text, Pattern plain) {
    return plain.matcher(text).matches() ? text : ShellText.printable(ConfigUtil.quoteString(text));
  }
}
