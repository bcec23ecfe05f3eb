package mnist.evaluate;

import static mnist.score.PredictionSchema.ID;
import static mnist.score.PredictionSchema.LABEL;
import static mnist.score.PredictionSchema.PREDICTION;
import static mnist.score.PredictionSchema.PROBABILITY;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.calibration.FixedPointSum;
import mnist.calibration.TemperatureScaling;
import mnist.input.RecordSchema;
import mnist.score.PredictionSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Predictions with labels to {@link Evaluation}, in one Spark aggregation. */
public final class Evaluator {

  private static final StructType COLUMNS =
      new StructType(
          Stream.of(ID, LABEL, PREDICTION, PROBABILITY)
              .map(PredictionSchema.SCHEMA::apply)
              .toArray(StructField[]::new));

  private Evaluator() {}

  /**
   * Counts predictions. Runs one Spark job; at most (classes + 1)^2 rows reach the driver.
   *
   * @param predictions {@code id} long, {@code label} int, {@code prediction} int in 0..classes-1,
   *     {@code probability} array of {@code classes} floats; other columns are ignored
   * @param classes number of classes, 1 or more
   * @throws InvalidInputException if a column is missing or of another type, a label is null or
   *     outside 0..classes-1, or there are no predictions
   * @throws IllegalArgumentException if a prediction or a probability array isn't of {@code
   *     classes} classes: the scorer is at fault, or the wrong number of classes was given
   */
  public static Evaluation evaluate(Dataset<Row> predictions, int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("classes must be 1 or more, but was " + classes);
    }
    RecordSchema.require("predictions", predictions.schema(), COLUMNS);

    List<Row> groups = groups(predictions, classes).collectAsList();
    if (groups.isEmpty()) {
      throw new InvalidInputException(
          "Cannot evaluate: expected one labelled record or more, but no predictions were given",
          "give data with labels");
    }
    first(groups, "truth").ifPresent(row -> failOnLabel(row, classes));
    first(groups, "predicted").ifPresent(row -> failOnPrediction(row, classes));

    long[][] counts = new long[classes][classes];
    long lossUnits = 0;
    for (Row group : groups) {
      counts[group.<Integer>getAs("truth")][group.<Integer>getAs("predicted")] =
          group.<Long>getAs("examples");
      lossUnits = FixedPointSum.add(lossUnits, group.getAs("loss"));
    }
    ConfusionMatrix confusionMatrix = ConfusionMatrix.of(counts);
    return new Evaluation(confusionMatrix, FixedPointSum.mean(lossUnits, confusionMatrix.total()));
  }

  /**
   * One row for each truth and prediction that occur together. Whatever is out of range goes to a
   * null group, with its first id, so that bad input can't flood the driver with groups.
   */
  private static Dataset<Row> groups(Dataset<Row> predictions, int classes) {
    Column label = col(LABEL);
    Column prediction = col(PREDICTION);
    Column truth = when(label.between(0, classes - 1), label);
    Column predicted =
        when(
            prediction.between(0, classes - 1).and(size(col(PROBABILITY)).equalTo(lit(classes))),
            prediction);
    return predictions
        .groupBy(truth.as("truth"), predicted.as("predicted"))
        .agg(
            count(lit(1)).as("examples"),
            FixedPointSum.sum(loss(truth)).as("loss"),
            min(ID).as("first_id"),
            min_by(label, col(ID)).as("first_label"),
            min_by(prediction, col(ID)).as("first_prediction"),
            min_by(size(col(PROBABILITY)), col(ID)).as("first_size"));
  }

  /** The record's loss in nats; {@code log} is StrictMath's, the same everywhere. */
  private static Column loss(Column truth) {
    Column probability = get(col(PROBABILITY), truth).cast(DataTypes.DoubleType);
    // NaN, as a network gives that has diverged, is the worst of losses and must not become 0.
    Column known = coalesce(nanvl(probability, lit(0.0)), lit(0.0));
    return negate(log(greatest(least(known, lit(1.0)), lit(TemperatureScaling.MIN_PROBABILITY))));
  }

  /** The group with the smallest id among those whose {@code key} is out of range. */
  private static Optional<Row> first(List<Row> groups, String key) {
    return groups.stream()
        .filter(group -> group.getAs(key) == null)
        .min(
            Comparator.comparing(
                group -> group.<Long>getAs("first_id"),
                Comparator.nullsLast(Comparator.naturalOrder())));
  }

  private static void failOnLabel(Row group, int classes) {
    throw new InvalidInputException(
        "Cannot evaluate: label must be in 0..%d, but was %s (id=%s)"
            .formatted(classes - 1, group.getAs("first_label"), group.getAs("first_id")),
        "check the labels, or set the number of classes");
  }

  private static void failOnPrediction(Row group, int classes) {
    throw new IllegalArgumentException(
        "Prediction must be in 0..%d with %d probabilities, but was %s with %s (id=%s)"
            .formatted(
                classes - 1,
                classes,
                group.getAs("first_prediction"),
                group.getAs("first_size"),
                group.getAs("first_id")));
  }
}
