package mnist.jobs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.input.InputFile;
import mnist.input.Labelling;
import mnist.input.Split;
import mnist.jobs.data.DataLocation;
import mnist.jobs.data.InputData;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.options.CommonOptions;
import mnist.jobs.options.InputOptions;
import mnist.jobs.options.OutputOption;
import mnist.jobs.runner.Job;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.Shell;
import mnist.records.DataFingerprint;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Images to Parquet records by split, with a quarantine table and a fingerprint. */
@Command(
    description =
        "Turns images and their classes into Parquet records, split for training and testing.")
final class IngestJob implements Job {
  static final String NAME = "ingest";

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description =
          "Images with their classes: IDX files, plain or .gz; image files in a directory for each"
              + " class; a table; or an archive. A directory, a file or a glob on any Hadoop file"
              + " system (default: the bundled MNIST).")
  String input;

  @Option(
      names = "--validation-fraction",
      paramLabel = "X",
      description =
          "Part of the training images held out (default: ${bundle:default.data.validation-fraction}).")
  Double validationFraction;

  @Option(
      names = "--hold-out-by",
      paramLabel = "WHAT",
      description =
          "image, or group: all images of a group, such as a writer's (default:"
              + " ${bundle:default.data.hold-out-by}).")
  String holdOutBy;

  @Option(
      names = "--file-bytes",
      paramLabel = "BYTES",
      description =
          "Pixels in each Parquet file, before compression (default: ${bundle:default.data.file-bytes}).")
  Long fileBytes;

  @Option(
      names = "--max-bad-fraction",
      paramLabel = "X",
      description =
          "Part of the records that may be unusable (default: ${bundle:default.data.max-bad-fraction}).")
  Double maxBadFraction;

  @Option(
      names = "--classes",
      paramLabel = "N",
      description =
          "Classes, where labels are numbers: 0 to N - 1 (default: ${bundle:default.data.classes}).")
  Integer classes;

  @Mixin final InputOptions reading = new InputOptions();
  @Mixin final OutputOption output = new OutputOption();
  @Mixin final CommonOptions common = new CommonOptions();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> config() {
    return common.config();
  }

  @Override
  public Set<String> settings() {
    return Set.of("seed", "data", "input", "doctor");
  }

  @Override
  public Map<String, Object> overrides() {
    Map<String, Object> overrides = reading.overrides();
    overrides.put("data.validation-fraction", validationFraction);
    overrides.put("data.hold-out-by", holdOutBy);
    overrides.put("data.file-bytes", fileBytes);
    overrides.put("data.max-bad-fraction", maxBadFraction);
    overrides.put("data.classes", classes);
    return common.with(overrides);
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    Path directory = output.directory(context);
    try (InputData data =
        InputData.beside(
            directory, new DataLocation(Optional.ofNullable(input), List.of()), context)) {
      NamedRecords records = data.ingest(directory);
      Map<String, Object> figures = figures(records);
      figures.put("passed_over", data.passedOver());
      data.labelling().map(Labelling::figures).ifPresent(figures::putAll);
      return JobResult.done(directory, figures).summed(summary(records));
    }
  }

  private static List<String> summary(NamedRecords records) {
    String counts =
        Stream.of(Split.values())
            .map(split -> records.count(split) + " " + split.value())
            .collect(Collectors.joining(", "));
    Path path = records.ingested().path();
    return List.of(
        counts + " images, " + records.fingerprint().quarantined() + " quarantined",
        "data: " + Shell.path(path),
        "next: " + Shell.submit("train", "--data", path));
  }

  private static Map<String, Object> figures(NamedRecords records) {
    DataFingerprint fingerprint = records.fingerprint();
    Map<String, Object> figures = new HashMap<>();
    figures.put("output", records.ingested().path());
    figures.put("quarantined", fingerprint.quarantined());
    figures.put("fingerprint", fingerprint.id());
    figures.put("files", fingerprint.files().stream().map(InputFile::name).toList());
    for (Split split : Split.values()) {
      figures.put(split.value(), records.count(split));
    }
    return figures;
  }
}
