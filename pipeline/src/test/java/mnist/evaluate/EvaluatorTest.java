package mnist.evaluate;

import static mnist.evaluate.Predictions.predictions;
import static mnist.evaluate.Predictions.randomRows;
import static mnist.evaluate.Predictions.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mnist.InvalidInputException;
import mnist.testing.SparkExtension;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.evaluation.MulticlassMetrics;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple4;

@ExtendWith(SparkExtension.class)
class EvaluatorTest {

  /** -ln(1e-15): what a record costs whose label was given no probability at all. */
  private static final double WORST_LOSS = 34.538776394910684;

  @Test
  void countsAndLossAreTheHandComputedOnes(SparkSession spark) {
    Dataset<Row> predictions =
        predictions(
            spark,
            List.of(
                row(1, 0, 0, 0.5f, 0.25f, 0.25f),
                row(2, 0, 1, 0.25f, 0.5f, 0.25f),
                row(3, 1, 1, 0.125f, 0.75f, 0.125f),
                row(4, 2, 1, 0.125f, 0.75f, 0.125f)));

    Evaluation evaluation = Evaluator.evaluate(predictions, 3);

    assertThat(evaluation.confusionMatrix())
        .isEqualTo(ConfusionMatrix.of(new long[][] {{1, 1, 0}, {0, 1, 0}, {0, 1, 0}}));
    assertThat(evaluation.examples()).isEqualTo(4);
    assertThat(evaluation.accuracy()).isEqualTo(0.5);
    double expected = -(Math.log(0.5) + Math.log(0.25) + Math.log(0.75) + Math.log(0.125)) / 4;
    assertThat(evaluation.loss()).isCloseTo(expected, within(1e-9));
  }

  @Test
  void lossIsClippedAndNaNIsTheWorst(SparkSession spark) {
    for (float p : new float[] {0f, 1e-20f, Float.NaN, -0.5f}) {
      Dataset<Row> predictions = predictions(spark, List.of(row(1, 0, 1, p, 1f)));

      assertThat(Evaluator.evaluate(predictions, 2).loss())
          .as("probability %s", p)
          .isCloseTo(WORST_LOSS, within(1e-9));
    }
    // A float softmax may add up to a little more than 1; the loss is never negative for that.
    Dataset<Row> certain = predictions(spark, List.of(row(1, 0, 0, 1.0000001f, 0f)));
    assertThat(Evaluator.evaluate(certain, 2).loss()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void samePredictionsGiveTheSameBitsHoweverPartitioned(long seed, SparkSession spark) {
    Random random = new Random(seed);
    List<Row> rows = randomRows(random, 3000, 10);
    Evaluation expected = Evaluator.evaluate(predictions(spark, rows).coalesce(1), 10);

    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    Dataset<Row> repartitioned = predictions(spark, shuffled).repartition(1 + random.nextInt(12));

    // Record equality compares the loss bit by bit.
    assertThat(Evaluator.evaluate(repartitioned, 10)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {11})
  void agreesWithMllib(long seed, SparkSession spark) {
    List<Row> rows = randomRows(new Random(seed), 2000, 5);
    MulticlassMetrics oracle = mllibMetrics(spark, rows);

    Evaluation evaluation = Evaluator.evaluate(predictions(spark, rows), 5);

    ConfusionMatrix matrix = evaluation.confusionMatrix();
    assertThat(evaluation.accuracy()).isEqualTo(oracle.accuracy());
    assertThat(evaluation.loss()).isCloseTo(oracle.logLoss(1e-15), within(1e-9));
    for (int label = 0; label < 5; label++) {
      for (int prediction = 0; prediction < 5; prediction++) {
        assertThat((double) matrix.count(label, prediction))
            .isEqualTo(oracle.confusionMatrix().apply(label, prediction));
      }
      ClassMetrics metrics = evaluation.perClass().get(label);
      assertThat(metrics.precision()).isEqualTo(oracle.precision(label));
      assertThat(metrics.recall()).isEqualTo(oracle.recall(label));
      assertThat(metrics.f1()).isCloseTo(oracle.fMeasure(label), within(1e-12));
    }
    double weightedPrecision =
        evaluation.perClass().stream().mapToDouble(m -> m.precision() * m.support()).sum()
            / evaluation.examples();
    assertThat(weightedPrecision).isCloseTo(oracle.weightedPrecision(), within(1e-12));
  }

  @Test
  void labelOutsideTheClassesIsTheUsersMistake(SparkSession spark) {
    Dataset<Row> predictions =
        predictions(
            spark, List.of(row(7, 0, 0, 0.5f, 0.5f), row(9, -1, 0, 1f, 0f), row(8, 2, 1, 0f, 1f)));

    assertThatThrownBy(() -> Evaluator.evaluate(predictions, 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot evaluate: label must be in 0..1, but was 2 (id=8); check the labels, or set "
                + "the number of classes");
  }

  @Test
  void missingLabelIsTheUsersMistake(SparkSession spark) {
    Dataset<Row> predictions =
        predictions(spark, List.of(row(3, null, 0, 1f, 0f), row(4, 1, 1, 0f, 1f)));

    assertThatThrownBy(() -> Evaluator.evaluate(predictions, 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot evaluate: label must be in 0..1, but was null (id=3); check the labels, or set "
                + "the number of classes");
  }

  @Test
  void predictionOfAnotherNumberOfClassesIsABug(SparkSession spark) {
    assertThatThrownBy(
            () ->
                Evaluator.evaluate(
                    predictions(spark, List.of(row(5, 1, 2, 0f, 0f, 1f), row(6, 1, 1, 0f, 1f))), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Prediction must be in 0..1 with 2 probabilities, but was 2 with 3 (id=5)");
    assertThatThrownBy(
            () -> Evaluator.evaluate(predictions(spark, List.of(row(5, 0, 0, 0.5f, 0.5f, 0f))), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Prediction must be in 0..1 with 2 probabilities, but was 0 with 3 (id=5)");
  }

  @Test
  void noPredictionsAreTheUsersMistake(SparkSession spark) {
    assertThatThrownBy(() -> Evaluator.evaluate(predictions(spark, List.of()), 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot evaluate: expected one labelled record or more, but no predictions were given; give data with labels");
  }

  @Test
  void missingColumnIsNamed(SparkSession spark) {
    Dataset<Row> predictions =
        predictions(spark, List.of(row(1, 0, 0, 1f, 0f))).drop("label", "confidence", "energy");

    assertThatThrownBy(() -> Evaluator.evaluate(predictions, 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Invalid predictions: column 'label' (int) is missing; found struct<id:bigint,"
                + "prediction:int,probability:array<float>>; rename the column that holds it");
  }

  @Test
  void columnOfAnotherTypeIsNamed(SparkSession spark) {
    Dataset<Row> predictions =
        predictions(spark, List.of(row(1, 0, 0, 1f, 0f)))
            .selectExpr("id", "cast(label as string) label", "prediction", "probability");

    assertThatThrownBy(() -> Evaluator.evaluate(predictions, 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Invalid predictions: column 'label' must be int, but was string; cast it");
  }

  @Test
  void numberOfClassesMustBePositive(SparkSession spark) {
    assertThatThrownBy(() -> Evaluator.evaluate(predictions(spark, List.of()), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("classes must be 1 or more, but was 0");
  }

  private static MulticlassMetrics mllibMetrics(SparkSession spark, List<Row> rows) {
    List<Tuple4<Double, Double, Double, double[]>> tuples =
        rows.stream()
            .map(
                row ->
                    new Tuple4<>(
                        (double) row.getInt(2),
                        (double) row.getInt(1),
                        1.0,
                        Arrays.stream((Float[]) row.get(3))
                            .mapToDouble(Float::doubleValue)
                            .toArray()))
            .toList();
    JavaRDD<Tuple4<Double, Double, Double, double[]>> rdd =
        new JavaSparkContext(spark.sparkContext()).parallelize(tuples, 2);
    return new MulticlassMetrics(rdd.rdd());
  }
}
