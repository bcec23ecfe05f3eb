package mnist.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import mnist.InvalidInputException;
import mnist.calibration.Calibration.Threshold;
import mnist.score.PredictionSchema;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class SelectivePredictionTest {

  private static final Calibration CALIBRATION =
      new Calibration(
          100,
          2,
          0.3,
          0.2,
          List.of(new Threshold(0.001, 0.9f, 50, 0), new Threshold(0.01, 0.75f, 90, 0)),
          new EnergyQuantiles(4, List.of(-10f, -9f, -8f, -6f)));

  private static Dataset<Row> predictions(SparkSession spark) {
    return spark.createDataFrame(
        List.of(
            RowFactory.create(1L, null, 0, new float[] {0.9f, 0.1f}, 0.9f, -9f),
            RowFactory.create(2L, null, 1, new float[] {0.25f, 0.75f}, 0.75f, -7f),
            RowFactory.create(3L, null, 0, new float[] {0.74f, 0.26f}, 0.74f, -8f)),
        PredictionSchema.SCHEMA);
  }

  private static List<Boolean> accepted(SparkSession spark, double rate, double refusals) {
    return SelectivePrediction.of(
            predictions(spark), new ConfidenceSettings(rate, refusals, false), CALIBRATION)
        .orderBy("id")
        .collectAsList()
        .stream()
        .map(row -> row.<Boolean>getAs("accepted"))
        .toList();
  }

  @Test
  void acceptsFromTheThresholdOn(SparkSession spark) {
    assertThat(accepted(spark, 0.001, 0)).containsExactly(true, false, false);
    assertThat(accepted(spark, 0.01, 0)).containsExactly(true, true, false);
  }

  @Test
  void takesTheNearestSmallerRate(SparkSession spark) {
    assertThat(accepted(spark, 0.009, 0)).containsExactly(true, false, false);
    assertThat(accepted(spark, 0.5, 0)).containsExactly(true, true, false);
  }

  /** Novelties are 0.25, 0.625 and 0.5. */
  @Test
  void refusesWhatIsTooNovelToo(SparkSession spark) {
    assertThat(accepted(spark, 1, 0.3)).containsExactly(true, true, true);
    assertThat(accepted(spark, 1, 0.375)).containsExactly(true, true, true);
    assertThat(accepted(spark, 1, 0.4)).containsExactly(true, false, true);
    assertThat(accepted(spark, 1, 0.6)).containsExactly(true, false, false);
    assertThat(accepted(spark, 1, 0.8)).containsExactly(false, false, false);
    assertThat(accepted(spark, 0.01, 0.3)).containsExactly(true, true, false);
    assertThat(accepted(spark, 0.01, 0.4)).containsExactly(true, false, false);
    assertThat(accepted(spark, 0.001, 0.8)).containsExactly(false, false, false);
  }

  @Test
  void noveltyTakesThePlaceOfEnergy(SparkSession spark) {
    Dataset<Row> answers =
        SelectivePrediction.of(
            predictions(spark), new ConfidenceSettings(1, 0, false), CALIBRATION);

    assertThat(answers.columns())
        .containsExactly("id", "label", "prediction", "probability", "confidence", "novelty");
    assertThat(answers.orderBy("id").select("novelty").collectAsList())
        .containsExactly(
            RowFactory.create(0.25f), RowFactory.create(0.625f), RowFactory.create(0.5f));
  }

  @Test
  void aCalibrationOfAnEarlierReleaseTellsNoNovelty(SparkSession spark) {
    Calibration earlier = new Calibration(100, 2, 0.3, 0.2, CALIBRATION.thresholds(), null);

    assertThat(
            SelectivePrediction.of(
                    predictions(spark), new ConfidenceSettings(0.01, 0, false), earlier)
                .columns())
        .containsExactly("id", "label", "prediction", "probability", "confidence", "accepted");
    assertThatThrownBy(
            () -> SelectivePrediction.acceptance(new ConfidenceSettings(1, 0.01, false), earlier))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot refuse what is novel to the model: expected energy_quantiles in its"
                + " calibration.json, but an earlier release trained it without; train it again, or"
                + " leave out score.max-false-refusals");
  }

  @Test
  void scalesProbabilitiesByTheTemperatureAndLeavesTheRest(SparkSession spark) {
    Dataset<Row> predictions = predictions(spark);

    Dataset<Row> answers =
        SelectivePrediction.of(predictions, new ConfidenceSettings(1, 0, true), CALIBRATION);

    // 0.9 to 0.1 is 9 to 1, whose square roots are 3 to 1.
    List<Float> first = answers.orderBy("id").first().getList(6);
    assertThat(first.get(0)).isCloseTo(0.75f, within(1e-6f));
    assertThat(first.get(1)).isCloseTo(0.25f, within(1e-6f));
    assertThat(answers.columns())
        .containsExactly(
            "id", "label", "prediction", "probability", "confidence", "novelty", "calibrated");
    assertThat(answers.drop("novelty", "calibrated").collectAsList())
        .isEqualTo(predictions.drop("energy").collectAsList());
  }

  @Test
  void rateBelowAllThresholdsIsTheUsersMistake(SparkSession spark) {
    Dataset<Row> predictions = predictions(spark);

    assertThatThrownBy(
            () ->
                SelectivePrediction.of(
                    predictions, new ConfidenceSettings(0.0005, 0, false), CALIBRATION))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "score.max-error-rate must be 0.001 or more, the least for which the model has a threshold, but was 5.0E-4");
    assertThatThrownBy(
            () ->
                SelectivePrediction.of(
                    predictions,
                    new ConfidenceSettings(0.05, 0, false),
                    new Calibration(100, 2, 0.3, 0.2, List.of(), null)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "score.max-error-rate must be 1, since the model has no threshold for any error rate, but was 0.05");
  }

  @Test
  void temperatureMustBePositive() {
    assertThatThrownBy(() -> new TemperatureScaling(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Temperature must be above 0, but was 0.0");
  }
}
