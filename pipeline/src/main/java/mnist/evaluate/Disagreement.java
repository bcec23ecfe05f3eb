package mnist.evaluate;

import static mnist.score.PredictionSchema.CONFIDENCE;
import static mnist.score.PredictionSchema.ID;
import static mnist.score.PredictionSchema.LABEL;
import static mnist.score.PredictionSchema.PREDICTION;
import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An image that one of two models gets right and the other doesn't.
 *
 * @param id of the image
 * @param truth its label
 * @param first what the first model says
 * @param second what the second model says
 */
public record Disagreement(long id, int truth, Answer first, Answer second) {

  private static final String FIRST = "first";
  private static final String SECOND = "second";

  /**
   * What a model says.
   *
   * @param prediction the class
   * @param confidence its probability, 0..1
   */
  public record Answer(int prediction, float confidence) {}

  /** Whether the second model is the one that is right. */
  public boolean isSecondRight() {
    return second.prediction() == truth;
  }

  /**
   * Those to look at: the ones of whose mistake a model was surest, that first; of equals the
   * smaller id is first.
   *
   * @param first predictions that {@link Evaluator} has taken, with {@code confidence} float; read
   *     twice, so best persisted
   * @param second of another model for the same images
   * @param n at most so many that the second model alone gets right, which come first, and as many
   *     that the first does
   */
  public static List<Disagreement> of(Dataset<Row> first, Dataset<Row> second, int n) {
    Dataset<Row> both =
        first
            .select(
                col(ID),
                col(LABEL),
                col(PREDICTION).as(FIRST + PREDICTION),
                col(CONFIDENCE).as(FIRST + CONFIDENCE))
            .join(
                second.select(
                    col(ID),
                    col(PREDICTION).as(SECOND + PREDICTION),
                    col(CONFIDENCE).as(SECOND + CONFIDENCE)),
                ID);
    return Stream.concat(
            surest(both, SECOND, FIRST, n).stream(), surest(both, FIRST, SECOND, n).stream())
        .map(
            row ->
                new Disagreement(
                    row.getLong(0),
                    row.getInt(1),
                    new Answer(row.getInt(2), row.getFloat(3)),
                    new Answer(row.getInt(4), row.getFloat(5))))
        .toList();
  }

  private static List<Row> surest(Dataset<Row> both, String right, String wrong, int n) {
    return both.where(
            col(right + PREDICTION)
                .equalTo(col(LABEL))
                .and(col(wrong + PREDICTION).notEqual(col(LABEL))))
        .orderBy(col(wrong + CONFIDENCE).desc(), col(ID).asc())
        .limit(n)
        .collectAsList();
  }
}
