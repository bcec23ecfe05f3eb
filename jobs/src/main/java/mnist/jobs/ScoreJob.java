package mnist.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mnist.input.ImageInput;
import mnist.input.InputSettings;
import mnist.input.OpenedInput;
import mnist.input.Pin;
import mnist.jobs.data.DataLocation;
import mnist.jobs.data.InputData;
import mnist.jobs.options.CommonOptions;
import mnist.jobs.options.InputOptions;
import mnist.jobs.options.ModelOption;
import mnist.jobs.options.OutputOption;
import mnist.jobs.runner.Job;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.StageSettings;
import mnist.jobs.scoring.ModelScoring;
import mnist.jobs.scoring.ScoringOutcome;
import mnist.jobs.scoring.ScoringRequest;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Predicts the digits of images that need no labels. */
@Command(description = "Predicts what images show; images the model can't take are set aside.")
final class ScoreJob implements Job {
  static final String NAME = "score";

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description =
          "Images: files such as PNG or JPEG in a directory of any depth, a table with a column of"
              + " images, an archive of images, IDX files, or an ingested directory (default: the"
              + " bundled MNIST).")
  String input;

  @Option(
      names = "--keep",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns of a table that predictions keep; * for all (default: its key alone).")
  List<String> keep = List.of();

  @Option(
      names = "--prepared",
      description =
          "Add a column 'prepared': the image as the model saw it (default: leave it out).")
  boolean prepared;

  @Option(
      names = "--max-reject-fraction",
      paramLabel = "X",
      description =
          "Part of the images that may be rejected before the job fails (default:"
              + " ${bundle:default.score.max-reject-fraction}).")
  Double maxRejectFraction;

  @Option(
      names = "--max-failed-files",
      paramLabel = "N",
      description =
          "Files that may be unreadable before the job fails; all others are scored anyhow"
              + " (default: ${bundle:default.score.max-failed-files}).")
  Integer maxFailedFiles;

  @Option(
      names = "--partition-by",
      paramLabel = "COLUMN",
      description =
          "Put predictions into directories by the values of this column: of the key, a kept one,"
              + " or prediction (default: all in one).")
  String partitionBy;

  @Option(
      names = "--max-error-rate",
      paramLabel = "X",
      description =
          "Part of the accepted answers that may be wrong, by what validation showed; below 1, a"
              + " column 'accepted' tells which are (default: ${bundle:default.score.max-error-rate}).")
  Double maxErrorRate;

  @Option(
      names = "--max-false-refusals",
      paramLabel = "X",
      description =
          "Part of the images like those of validation that may be refused as too unlike training;"
              + " above 0, the column 'accepted' refuses what is more novel (default:"
              + " ${bundle:default.score.max-false-refusals}).")
  Double maxFalseRefusals;

  @Option(
      names = "--calibrated",
      description =
          "Add a column 'calibrated': probabilities at the model's temperature (default:"
              + " ${bundle:default.score.calibrated}).")
  boolean calibrated;

  @Option(
      names = "--drift",
      paramLabel = "ACTION",
      description =
          "Compare images and answers with those that the model was trained on, and what follows:"
              + " off, warn or fail (default: ${bundle:default.score.drift.action}).")
  String drift;

  @Option(
      names = "--review",
      paramLabel = "N",
      description =
          "Write this many images for people to label: half those that the model is least sure of,"
              + " half those least like its training images (default:"
              + " ${bundle:default.score.review-images}).")
  Integer review;

  @Mixin final InputOptions reading = new InputOptions();
  @Mixin final ModelOption model = new ModelOption();
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
    return Set.of("score", "input", "doctor", "runtime.inference", "runtime.kernels");
  }

  @Override
  public Map<String, Object> overrides() {
    Map<String, Object> overrides = reading.overrides();
    overrides.put("score.max-reject-fraction", maxRejectFraction);
    overrides.put("score.max-failed-files", maxFailedFiles);
    overrides.put("score.drift.action", drift);
    overrides.put("score.review-images", review);
    overrides.put("score.max-error-rate", maxErrorRate);
    overrides.put("score.max-false-refusals", maxFalseRefusals);
    overrides.put("score.calibrated", calibrated ? true : null);
    return common.with(overrides);
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    Path directory = output.newOrRun(context);
    StoredVersion version = model.version(context, ModelScoring.begunWith(context, directory));
    DataLocation location = new DataLocation(Optional.ofNullable(input), List.of());
    InputSettings how = StageSettings.input(context.settings(), keep);
    try (InputData data = InputData.beside(directory, location, context)) {
      ScoringRequest.Source source =
          new ScoringRequest.Source() {
            @Override
            public ImageInput open() {
              return data.damagedImages(how);
            }

            @Override
            public OpenedInput openAgain(Pin pin) {
              return data.imagesAgain(how, pin);
            }
          };
      ScoringRequest request =
          new ScoringRequest(
              source,
              location.name(),
              location.path().map(given -> context.path(given).toString()).orElse(location.name()),
              version,
              directory,
              keep,
              prepared,
              Optional.ofNullable(partitionBy));
      ScoringOutcome outcome =
          ModelScoring.run(
              context,
              request,
              () -> {
                context.take(directory);
                context.goesOnThere("--output", output.given(), directory);
              });
      return outcome
          .failure()
          .map(failure -> JobResult.incomplete(directory, outcome.figures(), failure))
          .orElseGet(() -> JobResult.done(directory, outcome.figures()).summed(outcome.summary()));
    }
  }
}
