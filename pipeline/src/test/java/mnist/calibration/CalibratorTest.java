package mnist.calibration;

import static mnist.evaluate.Predictions.predictions;
import static mnist.evaluate.Predictions.randomRows;
import static mnist.evaluate.Predictions.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mnist.calibration.Calibration.Threshold;
import mnist.testing.SparkExtension;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class CalibratorTest {

  @Test
  void temperatureIsTheHandComputedOne(SparkSession spark) {
    // Sure by 16 to 1, right three times of four: 3 to 1 would fit, and 16^(1/T) = 3.
    float sure = 16f / 17;
    List<Row> rows =
        List.of(
            row(1, 0, 0, sure, 1 - sure),
            row(2, 0, 0, sure, 1 - sure),
            row(3, 0, 0, sure, 1 - sure),
            row(4, 1, 0, sure, 1 - sure));

    Calibration calibration = Calibrator.fit(predictions(spark, rows));

    double temperature = Math.log(16) / Math.log(3);
    assertThat(calibration.examples()).isEqualTo(4);
    assertThat(calibration.temperature()).isCloseTo(temperature, within(0.001 * temperature));
    assertThat(calibration.loss())
        .isCloseTo(-(3 * Math.log(sure) + Math.log(1 - sure)) / 4, within(1e-6));
    assertThat(calibration.calibratedLoss())
        .isCloseTo(-(3 * Math.log(0.75) + Math.log(0.25)) / 4, within(1e-6));
    assertThat(calibration.thresholds()).as("a quarter is wrong at any").isEmpty();
  }

  @Test
  void temperatureAgreesWithBrentsMethod(SparkSession spark) {
    List<Row> rows = skilled(new Random(3), 600);
    double oracle =
        new BrentOptimizer(1e-9, 1e-12)
            .optimize(
                new MaxEval(1000),
                new UnivariateObjectiveFunction(t -> loss(rows, t)),
                GoalType.MINIMIZE,
                new SearchInterval(0.125, 8))
            .getPoint();

    Calibration calibration = Calibrator.fit(predictions(spark, rows));

    assertThat(calibration.temperature()).isCloseTo(oracle, within(0.001 * oracle));
    assertThat(calibration.loss()).isCloseTo(loss(rows, 1), within(1e-6));
    assertThat(calibration.calibratedLoss())
        .isCloseTo(loss(rows, calibration.temperature()), within(1e-6))
        .isLessThan(calibration.loss());
  }

  @Test
  void aModelThatIsAlwaysRightGetsTheLowestTemperatureThatIsTried(SparkSession spark) {
    Calibration calibration = Calibrator.fit(predictions(spark, List.of(row(1, 0, 0, 0.9f, 0.1f))));

    assertThat(calibration.temperature()).isEqualTo(0.125);
    assertThat(calibration.thresholds()).first().isEqualTo(new Threshold(0.0001, 0.9f, 1, 0));
  }

  @Test
  void whereNothingIsBetterTheTemperatureIsOne(SparkSession spark) {
    Calibration calibration = Calibrator.fit(predictions(spark, List.of(row(1, 0, 0, 0.5f, 0.5f))));

    assertThat(calibration.temperature()).isEqualTo(1);
  }

  @Test
  void thresholdsAreTheLowestThatKeepTheRate(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      // Wrong at the 100th and the 200th, in order of confidence.
      float confidence = 0.99f - i / 500f;
      rows.add(row(i, i % 100 == 99 ? 1 : 0, 0, confidence, 1 - confidence));
    }

    Calibration calibration = Calibrator.fit(predictions(spark, rows));

    assertThat(calibration.thresholds())
        .containsExactly(
            new Threshold(0.0001, 0.99f - 98 / 500f, 99, 0),
            new Threshold(0.0002, 0.99f - 98 / 500f, 99, 0),
            new Threshold(0.0005, 0.99f - 98 / 500f, 99, 0),
            new Threshold(0.001, 0.99f - 98 / 500f, 99, 0),
            new Threshold(0.002, 0.99f - 98 / 500f, 99, 0),
            new Threshold(0.005, 0.99f - 98 / 500f, 99, 0),
            new Threshold(0.01, 0.99f - 199 / 500f, 200, 2),
            new Threshold(0.02, 0.99f - 199 / 500f, 200, 2),
            new Threshold(0.05, 0.99f - 199 / 500f, 200, 2));
  }

  @Test
  void samePredictionsGiveTheSameBitsHoweverPartitioned(SparkSession spark) {
    List<Row> rows = skilled(new Random(4), 300);

    assertThat(Calibrator.fit(predictions(spark, rows).repartition(7)))
        .isEqualTo(Calibrator.fit(predictions(spark, rows).coalesce(1)));
  }

  @Test
  void scaledProbabilitiesSumToOneAndKeepTheirOrder(SparkSession spark) {
    List<Row> scaled =
        predictions(spark, randomRows(new Random(1), 50, 5))
            .select(
                functions.col("prediction"),
                new TemperatureScaling(1.7).scaled(functions.col("probability")))
            .collectAsList();

    assertThat(scaled)
        .allSatisfy(
            row -> {
              List<Float> probabilities = row.getList(1);
              assertThat(probabilities.stream().mapToDouble(Float::doubleValue).sum())
                  .isCloseTo(1, within(1e-6));
              assertThat(probabilities.get(row.getInt(0)))
                  .isEqualTo(probabilities.stream().max(Float::compare).orElseThrow());
            });
  }

  /** Labels that are the prediction more often than not. */
  private static List<Row> skilled(Random random, int n) {
    return randomRows(random, n, 4).stream()
        .map(
            row ->
                random.nextInt(10) < 7
                    ? row(row.getLong(0), row.getInt(2), row.getInt(2), (Float[]) row.get(3))
                    : row)
        .toList();
  }

  private static double loss(List<Row> rows, double temperature) {
    return rows.stream()
        .mapToDouble(
            row -> {
              double[] powers =
                  Arrays.stream((Float[]) row.get(3))
                      .mapToDouble(p -> Math.pow(p, 1 / temperature))
                      .toArray();
              return -Math.log(powers[row.getInt(1)] / Arrays.stream(powers).sum());
            })
        .average()
        .orElseThrow();
  }
}
