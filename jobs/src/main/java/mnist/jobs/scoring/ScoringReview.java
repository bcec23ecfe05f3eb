package mnist.jobs.scoring;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mnist.calibration.Calibration;
import mnist.files.NoOverwriteRename;
import mnist.input.InputSchema;
import mnist.input.KeyText;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.StageSettings;
import mnist.progress.PartRecord;
import mnist.progress.RunProgress;
import mnist.report.ReviewReport;
import mnist.review.ReviewParts;
import mnist.review.ReviewQueue;
import mnist.review.ReviewQueue.Chosen;
import mnist.score.Reviewed;
import mnist.store.NetworkSummary;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructType;

/**
 * Writes the images of a scoring that people should look at. Whoever fills the table in may do so
 * where it is, so that it is written once.
 *
 * @param calibration of the version, by which novelty is told
 * @param images how many at most; 0 for none
 */
record ScoringReview(
    JobContext context, ScoringRequest request, Optional<Calibration> calibration, int images) {

  private static final String DIRECTORY = "review";

  static ScoringReview of(
      JobContext context, ScoringRequest request, Optional<Calibration> calibration) {
    return new ScoringReview(
        context, request, calibration, StageSettings.reviewImages(context.settings()));
  }

  /**
   * Which images are kept on the way.
   *
   * @param rows columns of {@link InputSchema}
   */
  Reviewed of(StructType rows) {
    List<String> key = List.of(((StructType) rows.apply(InputSchema.KEY).dataType()).fieldNames());
    return new Reviewed(images, KeyText.fields(rows).stream().map(key::indexOf).toList());
  }

  /**
   * Writes them beside the predictions, unless they are there, and says where. While files can't be
   * read, nothing is written: those may hold what people should rather look at.
   */
  ScoringOutcome write(ScoringOutcome outcome, Collection<PartRecord> records) throws IOException {
    if (images == 0) {
      return outcome;
    }
    if (!records.stream().allMatch(PartRecord::isComplete)) {
      return outcome.withLine("images to look at follow when all files are read");
    }
    ReviewQueue all = new ReviewQueue(images);
    ReviewParts parts = new ReviewParts(request.output(), context.hadoop());
    records.stream()
        .sorted(Comparator.comparingInt(PartRecord::part))
        .forEach(record -> parts.offerTo(all, record.files()));
    List<Chosen> chosen = all.chosen();
    return outcome.with(
        chosen.size(), chosen.isEmpty() ? Optional.empty() : Optional.of(write(chosen)));
  }

  /** The page. */
  private Path write(List<Chosen> chosen) throws IOException {
    Path directory = new Path(request.output(), DIRECTORY);
    FileSystem files = directory.getFileSystem(context.hadoop());
    if (!files.exists(directory)) {
      Path aside = new RunProgress(request.output(), context.hadoop()).aside();
      try {
        report(chosen).write(aside, context.hadoop());
        NoOverwriteRename.rename(aside, directory, context.hadoop());
      } finally {
        files.delete(aside, true);
      }
    }
    return new Path(directory, ReviewReport.PAGE);
  }

  private ReviewReport report(List<Chosen> chosen) {
    NetworkSummary network = request.version().manifest().network();
    List<String> names = request.version().manifest().training().data().classNames();
    return new ReviewReport(
        request.name(),
        request.version().name(),
        network.height(),
        network.width(),
        names == null
            ? IntStream.range(0, network.classes()).mapToObj(String::valueOf).toList()
            : names,
        calibration.map(Calibration::energyQuantiles),
        chosen);
  }
}
