package mnist.robustness;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a model's answers to some images come to: all of them, and those that {@link
 * AcceptanceThresholds} accept.
 *
 * @param images how many there are
 * @param errors how many of the answers are wrong
 * @param byNovelty those of no great novelty; empty if the model's calibration doesn't rank it
 * @param byConfidence those of enough confidence; empty if the model has no threshold
 * @param byBoth those that are both; empty if either is
 */
public record Acceptance(
    long images,
    long errors,
    Optional<Accepted> byNovelty,
    Optional<Accepted> byConfidence,
    Optional<Accepted> byBoth) {

  /**
   * Some of the images.
   *
   * @param accepted how many
   * @param errors how many of their answers are wrong
   * @param images how many there are in all, 1 or more
   */
  public record Accepted(long accepted, long errors, long images) {

    /** Share of all images that is accepted, 0..1. */
    public double coverage() {
      return (double) accepted / images;
    }

    /** Share of all images that isn't accepted, 0..1. */
    public double refused() {
      return (double) (images - accepted) / images;
    }

    /** Share of what is accepted that is wrong, 0..1; empty if nothing is accepted. */
    public Optional<Double> errorRate() {
      return accepted == 0 ? Optional.empty() : Optional.of((double) errors / accepted);
    }

    private Accepted withRefused(long more) {
      return new Accepted(accepted, errors, images + more);
    }
  }

  /**
   * Counts predictions, in one Spark job.
   *
   * @param predictions columns {@code energy} and {@code confidence}, null where an image is
   *     refused before it is predicted
   * @param right whether an answer is; null counts as not
   */
  static Acceptance of(Dataset<Row> predictions, Column right, AcceptanceThresholds thresholds) {
    Column wrong = not(coalesce(right, lit(false)));
    List<Optional<Column>> ways =
        List.of(thresholds.byNovelty(), thresholds.byConfidence(), thresholds.byBoth());
    List<Column> counts = new ArrayList<>();
    counts.add(count(lit(1)));
    counts.add(count_if(wrong));
    for (Optional<Column> way : ways) {
      Column accepted = coalesce(way.orElse(lit(false)), lit(false));
      counts.add(count_if(accepted));
      counts.add(count_if(accepted.and(wrong)));
    }
    Row row = predictions.select(counts.toArray(Column[]::new)).first();
    List<Optional<Accepted>> accepted = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      long taken = row.getLong(2 + 2 * i);
      long errors = row.getLong(3 + 2 * i);
      accepted.add(ways.get(i).map(way -> new Accepted(taken, errors, row.getLong(0))));
    }
    return new Acceptance(
        row.getLong(0), row.getLong(1), accepted.get(0), accepted.get(1), accepted.get(2));
  }

  /**
   * The same with images that were refused before they were predicted, which counts as an error.
   */
  Acceptance withRefused(long more) {
    return new Acceptance(
        images + more,
        errors + more,
        byNovelty.map(some -> some.withRefused(more)),
        byConfidence.map(some -> some.withRefused(more)),
        byBoth.map(some -> some.withRefused(more)));
  }
}
