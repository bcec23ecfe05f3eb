package mnist.evaluate;

import static mnist.score.PredictionSchema.ID;
import static mnist.score.PredictionSchema.PREDICTION;
import static org.apache.spark.sql.functions.col;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import mnist.records.LabelErrors;
import mnist.records.LabelErrors.WrongLabel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Accuracy without the images whose labels are known to be wrong. A model that reads these rightly
 * loses by them, and one that doesn't gains.
 *
 * @param examples predictions that are left
 * @param correct how many of them are right
 * @param leftOut predictions of images whose label is wrong
 * @param asGuessed how many of those are the label that was proposed instead
 */
public record CorrectedAccuracy(long examples, long correct, long leftOut, long asGuessed) {

  /** Share of the predictions left that is right, 0..1. */
  public double accuracy() {
    return (double) correct / examples;
  }

  /**
   * Takes the known errors out of an evaluation, in one Spark job.
   *
   * @param predictions columns {@code id} long and {@code prediction} int; what was evaluated
   * @return empty if nothing is left
   */
  static Optional<CorrectedAccuracy> of(
      Evaluation evaluation, Dataset<Row> predictions, LabelErrors errors) {
    Map<Long, WrongLabel> wrong = errors.wrong();
    Map<Long, Integer> read =
        predictions
            .where(col(ID).isin(wrong.keySet().toArray()))
            .select(ID, PREDICTION)
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(row -> row.getLong(0), row -> row.getInt(1)));
    long asGiven = count(read, wrong, WrongLabel::given);
    long left = evaluation.examples() - read.size();
    return left == 0
        ? Optional.empty()
        : Optional.of(
            new CorrectedAccuracy(
                left,
                evaluation.confusionMatrix().correct() - asGiven,
                read.size(),
                count(read, wrong, WrongLabel::guess)));
  }

  private static long count(
      Map<Long, Integer> read, Map<Long, WrongLabel> wrong, Function<WrongLabel, Integer> label) {
    return read.entrySet().stream()
        .filter(entry -> label.apply(wrong.get(entry.getKey())).equals(entry.getValue()))
        .count();
  }
}
