package mnist.jobs.scoring;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.files.Glob;
import mnist.files.Names;
import mnist.files.NoOverwriteRename;
import mnist.input.RecordSchema;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.Shell;
import mnist.store.NetworkSummary;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;

/**
 * What a scoring refused.
 *
 * @param table of it, written
 * @param count of its rows
 * @param reasons how often each reason occurs, of the commonest first; a hundred reasons at most
 */
record Rejects(Path table, long count, Map<String, Long> reasons) {

  /** Some reasons hold names of files. */
  private static final int MOST_REASONS = 100;

  static Rejects of(JobContext context, Path table, long count) {
    Map<String, Long> reasons = new LinkedHashMap<>();
    if (count > 0) {
      context
          .spark()
          .read()
          .parquet(Glob.literal(table))
          .groupBy(RecordSchema.REASON)
          .count()
          .orderBy(col("count").desc(), col(RecordSchema.REASON))
          .limit(MOST_REASONS)
          .collectAsList()
          .forEach(row -> reasons.put(row.getString(0), row.getLong(1)));
    }
    return new Rejects(table, count, reasons);
  }

  /** The commonest reason with its count; empty if there are none. */
  Optional<String> commonest() {
    return reasons.entrySet().stream()
        .findFirst()
        .map(first -> "%s (%d)".formatted(first.getKey(), first.getValue()));
  }

  /**
   * Checks that enough was predicted.
   *
   * @param name of the images, for messages
   * @param most part of the images that may be refused
   * @param output of the job; beside it the table stays where it says more than the message
   * @throws InvalidInputException if nothing was predicted, or more was refused
   */
  void requireFew(
      JobContext context,
      String name,
      StoredVersion version,
      long predicted,
      double most,
      Path output)
      throws IOException {
    long rows = predicted + count;
    if (rows == 0) {
      throw new InvalidInputException(
          "Cannot score " + name + ": it has no images", "give files or tables that have some");
    }
    if (predicted > 0 && count <= most * rows) {
      return;
    }
    Path kept = Names.suffixed(output, "-rejects");
    // Of one reason there is no more to say.
    boolean isKept = reasons.size() > 1 && NoOverwriteRename.rename(table, kept, context.hadoop());
    String see = isKept ? "see the table " + Shell.path(kept) + "; " : "";
    String often = commonest().orElseThrow();
    if (predicted == 0) {
      NetworkSummary network = version.manifest().network();
      throw new InvalidInputException(
          "Cannot score %s: model %s takes none of its %d images, most often: %s"
              .formatted(name, Shell.path(version.path()), count, often),
          see
              + "give image files, or one byte for each of %d x %d pixels"
                  .formatted(network.height(), network.width()));
    }
    throw new InvalidInputException(
        "Cannot score %s: %d of %d images were rejected, where score.max-reject-fraction %s allows %d, most often: %s"
            .formatted(name, count, rows, most, (long) Math.floor(most * rows), often),
        see + "mend or leave out what was rejected, or raise the setting");
  }
}
