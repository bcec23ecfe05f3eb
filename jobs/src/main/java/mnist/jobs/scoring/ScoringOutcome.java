package mnist.jobs.scoring;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import mnist.InvalidInputException;
import mnist.drift.Drift;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.Shell;
import mnist.prepare.PreparedImages;
import mnist.progress.PartRecord;
import mnist.score.PartFiles;
import mnist.score.PredictionSchema;
import mnist.score.Scorer;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a scoring came to.
 *
 * @param figures for the result
 * @param summary for people
 * @param failure why it isn't good enough, though all was scored that could be; empty if it is
 */
public record ScoringOutcome(
    Map<String, Object> figures, List<String> summary, Optional<InvalidInputException> failure) {

  private static final Logger LOG = LoggerFactory.getLogger(ScoringOutcome.class);

  static ScoringOutcome of(
      ScoringRequest request,
      ScoringRun run,
      PreparedImages preparation,
      Scorer scorer,
      ScoringTotals totals) {
    long found = run.done().values().stream().filter(PartRecord::isComplete).count();
    Map<String, Object> figures = figures(request, run.told(), preparation, scorer, totals);
    figures.put("parts", run.parts().parts().size());
    figures.put("parts_found_done", found);
    figures.put("resumed", run.isResumed());
    figures.put("finished_before", false);
    totals
        .commonest()
        .ifPresent(
            reason ->
                LOG.warn(
                    "{} of {} images were rejected, most often: {}",
                    totals.rejected(),
                    totals.rows(),
                    reason));
    return new ScoringOutcome(figures, summary(request, totals), Optional.empty());
  }

  /** Of a run that had ended before. */
  static ScoringOutcome before(
      JobContext context,
      ScoringRequest request,
      SortedMap<String, String> told,
      PreparedImages preparation,
      Scorer scorer,
      SortedMap<Integer, PartRecord> records)
      throws IOException {
    ScoringTotals totals = ScoringTotals.of(records.values());
    LOG.info("{} was scored before, by the same model and settings", request.name());
    Map<String, Object> figures = figures(request, told, preparation, scorer, totals);
    figures.put("parts", records.size());
    figures.put("parts_found_done", records.size());
    figures.put("resumed", true);
    figures.put("finished_before", true);
    List<String> lines = summary(request, totals);
    lines.set(0, lines.get(0) + "; they were scored before");
    ScoringOutcome outcome = new ScoringOutcome(figures, lines, Optional.empty());
    Path sample = new Path(request.output(), PreparedSample.FILE);
    return sample.getFileSystem(context.hadoop()).exists(sample) ? outcome.withSample() : outcome;
  }

  private static Map<String, Object> figures(
      ScoringRequest request,
      SortedMap<String, String> told,
      PreparedImages preparation,
      Scorer scorer,
      ScoringTotals totals) {
    StoredVersion version = request.version();
    Map<String, Object> figures = new HashMap<>();
    if (totals.accepted() != null) {
      figures.put(PredictionSchema.ACCEPTED, totals.accepted());
    }
    figures.put("output", request.output());
    figures.put("predictions", new Path(request.output(), PartFiles.PREDICTIONS));
    figures.put("rejects", new Path(request.output(), PartFiles.REJECTS));
    figures.put("rows", totals.rows());
    figures.put("predicted", totals.predicted());
    figures.put("rejected", totals.rejected());
    figures.put("reasons", totals.reasons());
    figures.put("failed", FailedFiles.listed(totals));
    figures.put("form", told.get(ScoringRun.FORM));
    figures.put("preparation", preparation.preparation().label());
    figures.put("passed_over", ScoringRun.passedOver(told));
    figures.put("model", version.path());
    figures.put("version", version.name());
    figures.put("model_hash", version.manifest().modelHash());
    figures.put("inference", scorer.inference().label());
    return figures;
  }

  private static List<String> summary(ScoringRequest request, ScoringTotals totals) {
    List<String> lines = new ArrayList<>();
    if (totals.commonest().isEmpty()) {
      lines.add(totals.predicted() + " images predicted, none rejected");
    } else {
      lines.add(
          "%d of %d images predicted, %d rejected, most often: %s"
              .formatted(
                  totals.predicted(), totals.rows(), totals.rejected(), totals.commonest().get()));
      lines.add("rejects: " + path(request, PartFiles.REJECTS));
    }
    if (!totals.failed().isEmpty()) {
      lines.add(
          "%d files or pieces couldn't be read, the first of them %s"
              .formatted(totals.failed().size(), totals.failed().get(0).name()));
    }
    lines.add("predictions: " + path(request, PartFiles.PREDICTIONS));
    return lines;
  }

  private static String path(ScoringRequest request, String name) {
    return Shell.path(new Path(request.output(), name));
  }

  /** The same with a picture of some images. */
  ScoringOutcome withSample() {
    List<String> lines = new ArrayList<>(summary);
    Path predictions = (Path) figures.get("predictions");
    lines.add("prepared: " + Shell.path(new Path(predictions.getParent(), PreparedSample.FILE)));
    return new ScoringOutcome(figures, lines, failure);
  }

  /** The same with drift. */
  ScoringOutcome with(Drift drift, Path page) {
    Map<String, Object> more = new HashMap<>(figures);
    more.put("drift", drift);
    List<String> lines = new ArrayList<>(summary);
    lines.add(drift.summary());
    lines.add("drift: " + Shell.path(page));
    return new ScoringOutcome(more, lines, failure);
  }

  /** The same with images for people to look at, and where; there is no page if there are none. */
  ScoringOutcome with(long images, Optional<Path> page) {
    Map<String, Object> more = new HashMap<>(figures);
    page.ifPresent(path -> more.put("review", path));
    more.put("review_images", images);
    String where = page.map(path -> ": " + Shell.path(path)).orElse("");
    return new ScoringOutcome(more, summary, failure)
        .withLine("%d images to look at%s".formatted(images, where));
  }

  /** The same with one more line for people. */
  ScoringOutcome withLine(String line) {
    List<String> lines = new ArrayList<>(summary);
    lines.add(line);
    return new ScoringOutcome(figures, lines, failure);
  }

  /** The same, which isn't good enough. */
  ScoringOutcome but(InvalidInputException why) {
    return new ScoringOutcome(figures, summary, Optional.of(why));
  }

  /**
   * The figures.
   *
   * @throws InvalidInputException if it isn't good enough
   */
  public Map<String, Object> require() {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return figures;
  }
}
