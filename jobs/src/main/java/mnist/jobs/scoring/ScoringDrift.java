package mnist.jobs.scoring;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.calibration.Calibration;
import mnist.drift.AnswerCounter;
import mnist.drift.Drift;
import mnist.drift.DriftPage;
import mnist.drift.DriftSettings;
import mnist.drift.MeasureDrift;
import mnist.drift.VersionProfile;
import mnist.files.JsonFiles;
import mnist.files.NewFile;
import mnist.files.NoOverwriteRename;
import mnist.input.InputSplit;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.Shell;
import mnist.jobs.runner.StageSettings;
import mnist.profile.Profile;
import mnist.progress.PartRecord;
import mnist.progress.RunProgress;
import mnist.score.AnswerCount;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a scoring with its version's profile. Whatever the setting, a run of a version that has
 * a profile is counted, so that the same command may ask for drift later.
 *
 * @param reference the version's; empty if an earlier release trained it
 * @param counter of answers; empty if the version has no calibration
 */
record ScoringDrift(
    JobContext context,
    ScoringRequest request,
    DriftSettings settings,
    Optional<Profile> reference,
    Optional<AnswerCounter> counter) {

  private static final Logger LOG = LoggerFactory.getLogger(ScoringDrift.class);

  /** Images that are measured, about; more would tell hardly more, and cost time. */
  private static final double MEASURED = 20_000;

  /**
   * @throws InvalidInputException if drift is asked for and the version has no profile
   */
  static ScoringDrift of(
      JobContext context, ScoringRequest request, Optional<Calibration> calibration) {
    DriftSettings settings = StageSettings.drift(context.settings());
    Optional<Profile> reference = VersionProfile.of(request.version(), context.hadoop());
    if (reference.isEmpty() && !settings.isOff()) {
      throw new InvalidInputException(
          "Cannot tell drift from what %s was trained on: expected %s in it, but an earlier release trained it without"
              .formatted(Shell.path(request.version().path()), Profile.FILE),
          "train it again, or leave out --drift");
    }
    return new ScoringDrift(
        context, request, settings, reference, calibration.map(AnswerCounter::of));
  }

  /** What counts answers, on executors. */
  AnswerCount counted() {
    if (reference.isEmpty() || counter.isEmpty()) {
      return (counts, bins, prediction, probabilities, energy) -> {};
    }
    AnswerCounter answers = counter.get();
    return (counts, bins, prediction, probabilities, energy) -> {
      answers.add(counts, prediction, probabilities[prediction], energy);
      if (bins != null) {
        counts.addImage(bins);
        answers.addCalibrated(counts, prediction, probabilities);
      }
    };
  }

  /** The share of the input's images that are measured. */
  double measured(List<InputSplit> splits) {
    long images = splits.stream().mapToLong(InputSplit::images).sum();
    return reference.isEmpty() ? 0 : Math.min(1, MEASURED / Math.max(1, images));
  }

  /** Writes what the comparison came to beside the predictions, and says it. */
  ScoringOutcome judge(ScoringOutcome outcome, Collection<PartRecord> records) throws IOException {
    if (settings.isOff()) {
      return outcome;
    }
    int classes = request.version().manifest().network().classes();
    Profile run =
        records.stream()
            .map(record -> Profile.ofCounts(record.histograms(), classes))
            .reduce(Profile.EMPTY, Profile::plus);
    Drift drift = Drift.of(reference.orElseThrow(), run, settings);
    String page = DriftPage.of(drift, request.version().name(), reference.get(), run);
    write(Drift.FILE, JsonFiles.toText(drift) + "\n");
    write(Drift.PAGE, page);
    if (drift.hasDrifted()) {
      LOG.warn("{}", drift.summary());
    }
    ScoringOutcome told = outcome.with(drift, new Path(request.output(), Drift.PAGE));
    return drift.hasDrifted() && settings.action() == DriftSettings.Action.FAIL
        ? told.but(failure(drift))
        : told;
  }

  /** In place of what an earlier process wrote, who may have had other settings. */
  private void write(String name, String content) throws IOException {
    Path file = new Path(request.output(), name);
    FileSystem files = file.getFileSystem(context.hadoop());
    Path aside = new RunProgress(request.output(), context.hadoop()).aside();
    try (OutputStream out = NewFile.create(aside, context.hadoop())) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    files.delete(file, false);
    NoOverwriteRename.rename(aside, file, context.hadoop());
  }

  private InvalidInputException failure(Drift drift) {
    List<String> names = drift.drifted().stream().map(MeasureDrift::measure).toList();
    return new InvalidInputException(
        "Scored %s, but its images are unlike those that %s was trained on: %s; drifted are %s"
            .formatted(
                request.name(),
                request.version().name(),
                drift.summary(),
                String.join(", ", names)),
        "see %s; the predictions stay, and the same command with --drift warn takes them as they are"
            .formatted(Shell.path(new Path(request.output(), Drift.PAGE))));
  }
}
