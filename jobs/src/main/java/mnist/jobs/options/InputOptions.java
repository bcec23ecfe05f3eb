package mnist.jobs.options;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How to read images that don't tell it themselves. */
public final class InputOptions {

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description =
          "What images are stored as: idx, ingested, images, tar, zip, parquet, orc, avro, json, csv,"
              + " delta or iceberg (default: found out by looking).")
  private String format;

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description = "A table's column of images (default: the one that can hold them).")
  private String imageColumn;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description = "A table's column of classes (default: label, if there is one).")
  private String labelColumn;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "CSV with a column of image files' names and a column 'label', and perhaps 'who' gave it"
              + " (default: the class is the name of the directory above a file).")
  private String labels;

  @Option(
      names = "--id-column",
      paramLabel = "NAME",
      description =
          "A table's column that tells its images apart, the key (default: id or path; without one,"
              + " file and row).")
  private String idColumn;

  @Option(
      names = "--prepare",
      paramLabel = "HOW",
      description =
          "How pictures are taken: mnist draws the digit in them as MNIST's are, none takes them as they"
              + " are (default: as the model's images were made; none without a model).")
  private String prepare;

  @Option(
      names = "--transpose",
      description = "Images are stored column by column, as EMNIST's are (default: row by row).")
  private boolean transpose;

  @Option(
      names = "--label-offset",
      paramLabel = "N",
      description =
          "The label of the first class, where labels are numbers (default:"
              + " ${bundle:default.input.label-offset}).")
  private Integer labelOffset;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description =
          "Split of images that tell none: train, validation or test; for evaluate also the split that is"
              + " evaluated (default: train; test for evaluate).")
  private String split;

  /**
   * An option as the user gave it.
   *
   * @param key of its setting
   * @param value null if it isn't given
   */
  private record Given(String option, String key, Object value) {

    Stream<String> words() {
      return value instanceof Boolean ? Stream.of(option) : Stream.of(option, value.toString());
    }
  }

  private Stream<Given> all() {
    return Stream.of(
        new Given("--format", "input.format", format),
        new Given("--column", "input.image-column", imageColumn),
        new Given("--label-column", "input.label-column", labelColumn),
        new Given("--labels", "input.labels", labels),
        new Given("--id-column", "input.id-column", idColumn),
        new Given("--prepare", "input.prepare", prepare),
        new Given("--label-offset", "input.label-offset", labelOffset),
        new Given("--split", "input.split", split),
        new Given("--transpose", "input.transpose", transpose ? true : null));
  }

  /** Settings by key, null for those that aren't given. */
  public Map<String, Object> overrides() {
    Map<String, Object> overrides = new HashMap<>();
    all().forEach(given -> overrides.put(given.key(), given.value()));
    return overrides;
  }

  /** Those that are given, as words of a command. */
  List<String> words() {
    return all().filter(given -> given.value() != null).flatMap(Given::words).toList();
  }
}
