package mnist.evaluate;

import static mnist.score.PredictionSchema.CONFIDENCE;
import static mnist.score.PredictionSchema.ID;
import static mnist.score.PredictionSchema.LABEL;
import static mnist.score.PredictionSchema.PREDICTION;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mnist.evaluate.Assessment.ConfusedImages;
import mnist.evaluate.Assessment.Mistake;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The errors to look at: those that the model was surest of. Of equals the smaller id is first. */
final class Mistakes {

  private static final Column[] SUREST_FIRST = {col(CONFIDENCE).desc(), col(ID).asc()};

  private Mistakes() {}

  /**
   * The wrong predictions of the highest confidence, that first and at most {@code n} of them.
   *
   * @param predictions that {@link Evaluator} has taken, with {@code confidence} float
   */
  static List<Mistake> worst(Dataset<Row> predictions, int n) {
    return wrong(predictions).orderBy(SUREST_FIRST).limit(n).collectAsList().stream()
        .map(
            row ->
                new Mistake(
                    row.getAs(ID), row.getAs(LABEL), row.getAs(PREDICTION), row.getAs(CONFIDENCE)))
        .toList();
  }

  /**
   * Images of some kinds of errors, in one Spark job.
   *
   * @param predictions that {@link Evaluator} has taken, with {@code confidence} float
   * @param confusions which kinds; they stay in their order
   * @param n at most so many ids of each
   */
  static List<ConfusedImages> of(Dataset<Row> predictions, List<Confusion> confusions, int n) {
    Map<List<Integer>, List<Long>> ids =
        wrong(predictions)
            .where(
                confusions.stream()
                    .map(
                        confusion ->
                            col(LABEL)
                                .equalTo(confusion.truth())
                                .and(col(PREDICTION).equalTo(confusion.prediction())))
                    .reduce(Column::or)
                    .orElse(lit(false)))
            .withColumn(
                "rank",
                row_number().over(Window.partitionBy(LABEL, PREDICTION).orderBy(SUREST_FIRST)))
            .where(col("rank").leq(n))
            .select(LABEL, PREDICTION, ID, "rank")
            .orderBy("rank")
            .collectAsList()
            .stream()
            .collect(
                Collectors.groupingBy(
                    row -> List.of(row.<Integer>getAs(LABEL), row.<Integer>getAs(PREDICTION)),
                    Collectors.mapping(row -> row.<Long>getAs(ID), Collectors.toList())));
    return confusions.stream()
        .map(
            confusion ->
                new ConfusedImages(
                    confusion,
                    ids.getOrDefault(
                        List.of(confusion.truth(), confusion.prediction()), List.of())))
        .toList();
  }

  private static Dataset<Row> wrong(Dataset<Row> predictions) {
    return predictions.where(col(PREDICTION).notEqual(col(LABEL)));
  }
}
