package mnist.jobs.scoring;

import java.util.List;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.Shell;
import mnist.jobs.runner.StageSettings;
import mnist.progress.PartRecord.FailedRead;

/** Looks whether too many files couldn't be read, when all others were scored. */
final class FailedFiles {

  /** Listed in a result. */
  private static final int LISTED = 100;

  private FailedFiles() {}

  /** What to say if there were more than the setting allows. */
  static Optional<InvalidInputException> tooMany(
      JobContext context, ScoringRequest request, ScoringTotals totals) {
    int most = StageSettings.maxFailedFiles(context.settings());
    List<FailedRead> failed = totals.failed();
    if (failed.size() <= most) {
      return Optional.empty();
    }
    FailedRead first = failed.get(0);
    String restored =
        failed.stream().anyMatch(FailedRead::changed)
            ? " (those that have changed, by putting them back as they were, with their times, or"
                + " choose another output)"
            : "";
    return Optional.of(
        new InvalidInputException(
            "Cannot read all of %s: %d files or pieces failed, where score.max-failed-files allows %d, the first of them %s: %s"
                .formatted(request.name(), failed.size(), most, first.name(), first.reason()),
            "mend them%s, and the same command with --output %s tries them alone; all others are scored"
                .formatted(restored, Shell.word(request.output()))));
  }

  /** Names with reasons, for a result; a hundred at most. */
  static List<String> listed(ScoringTotals totals) {
    return totals.failed().stream()
        .limit(LISTED)
        .map(failed -> failed.name() + ": " + failed.reason())
        .toList();
  }
}
