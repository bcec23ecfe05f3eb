package mnist.jobs.options;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
          "CSV with a column of image files' names and a column 'label' (default: the class is the"
              + " name of the directory above a file).")
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
          "Split of images that tell none: train, validation or test (default: train; test for"
              + " evaluate).")
  private String split;

  /** Settings by key, null for those that aren't given. */
  public Map<String, Object> overrides() {
    Map<String, Object> overrides = new HashMap<>();
    overrides.put("input.format", format);
    overrides.put("input.image-column", imageColumn);
    overrides.put("input.label-column", labelColumn);
    overrides.put("input.id-column", idColumn);
    overrides.put("input.labels", labels);
    overrides.put("input.prepare", prepare);
    overrides.put("input.transpose", transpose ? true : null);
    overrides.put("input.label-offset", labelOffset);
    overrides.put("input.split", split);
    return overrides;
  }

  /** Those that are given, as words of a command. */
  List<String> words() {
    Map<String, Object> byName = new LinkedHashMap<>();
    byName.put("--format", format);
    byName.put("--column", imageColumn);
    byName.put("--label-column", labelColumn);
    byName.put("--labels", labels);
    byName.put("--id-column", idColumn);
    byName.put("--prepare", prepare);
    byName.put("--label-offset", labelOffset);
    byName.put("--split", split);
    List<String> words = new ArrayList<>();
    byName.forEach(
        (name, value) -> {
          if (value != null) {
            words.addAll(List.of(name, value.toString()));
          }
        });
    if (transpose) {
      words.add("--transpose");
    }
    return words;
  }
}
