package mnist.jobs.scoring;

import java.io.IOException;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.files.Names;
import mnist.files.NoOverwriteRename;
import mnist.jobs.runner.Shell;
import mnist.score.PartFiles;
import mnist.store.NetworkSummary;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Looks whether a scoring refused too many images, when all were looked at. */
final class Rejects {

  private Rejects() {}

  /**
   * Checks that enough was predicted. If nothing was, nothing stays but the table of rejects,
   * beside the output, if it has several reasons and so says more than the message.
   *
   * @param most part of the images that may be refused
   * @return what to say if more was
   * @throws InvalidInputException if nothing was predicted
   */
  static Optional<InvalidInputException> tooMany(
      ScoringRequest request, ScoringTotals totals, double most, Configuration conf)
      throws IOException {
    if (totals.predicted() == 0) {
      throw none(request, totals, conf);
    }
    if (totals.rejected() <= most * totals.rows()) {
      return Optional.empty();
    }
    return Optional.of(
        new InvalidInputException(
            "Cannot score %s: %d of %d images were rejected, where score.max-reject-fraction %s allows %d, most often: %s"
                .formatted(
                    request.name(),
                    totals.rejected(),
                    totals.rows(),
                    most,
                    (long) Math.floor(most * totals.rows()),
                    totals.commonest().orElseThrow()),
            "see the table %s; mend or leave out what was rejected, or raise the setting"
                .formatted(Shell.path(new Path(request.output(), PartFiles.REJECTS)))));
  }

  private static InvalidInputException none(
      ScoringRequest request, ScoringTotals totals, Configuration conf) throws IOException {
    Path output = request.output();
    Path kept = Names.suffixed(output, "-rejects");
    // Of one reason there is no more to say.
    boolean isKept =
        totals.reasons().size() > 1
            && NoOverwriteRename.rename(new Path(output, PartFiles.REJECTS), kept, conf);
    output.getFileSystem(conf).delete(output, true);
    if (totals.rows() == 0) {
      return new InvalidInputException(
          "Cannot score " + request.name() + ": it has no images",
          "give files or tables that have some");
    }
    NetworkSummary network = request.version().manifest().network();
    return new InvalidInputException(
        "Cannot score %s: model %s takes none of its %d images, most often: %s"
            .formatted(
                request.name(),
                Shell.path(request.version().path()),
                totals.rejected(),
                totals.commonest().orElseThrow()),
        (isKept ? "see the table " + Shell.path(kept) + "; " : "")
            + "give pictures of one digit each, or one byte for each of %d x %d pixels"
                .formatted(network.height(), network.width()));
  }
}
