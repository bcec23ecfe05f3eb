package mnist.robustness;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mnist.calibration.AcceptanceRule;
import mnist.calibration.Calibration;
import mnist.calibration.Calibration.Threshold;
import mnist.calibration.EnergyQuantiles;
import mnist.robustness.Acceptance.Accepted;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class AcceptanceTest {

  private static final Column RIGHT = col("prediction").equalTo(col("label"));

  /** Of validation images of energies 0 to 199, 198 have less energy than 198. */
  private static final EnergyQuantiles ENERGIES =
      new EnergyQuantiles(200, IntStream.range(0, 200).mapToObj(i -> (float) i).toList());

  private static final AcceptanceThresholds THRESHOLDS =
      new AcceptanceThresholds(new AcceptanceRule(0.9f, ENERGIES, 0.99f));

  private static Dataset<Row> predictions(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    rows.add(RowFactory.create(1, 1, 0.95f, 10f));
    rows.add(RowFactory.create(1, 1, 0.9f, 197.5f));
    rows.add(RowFactory.create(1, 2, 0.99f, 50f));
    rows.add(RowFactory.create(1, 2, 0.8f, 50f));
    rows.add(RowFactory.create(1, 1, 0.99f, 198.5f));
    rows.add(RowFactory.create(1, 2, Float.NaN, Float.NaN));
    rows.add(RowFactory.create(1, 1, 0.8f, 198f));
    rows.add(RowFactory.create(1, null, null, null));
    StructType schema =
        new StructType()
            .add("label", DataTypes.IntegerType)
            .add("prediction", DataTypes.IntegerType)
            .add("confidence", DataTypes.FloatType)
            .add("energy", DataTypes.FloatType);
    return spark.createDataFrame(rows, schema);
  }

  @Test
  void countsWhatEitherThresholdAccepts(SparkSession spark) {
    Acceptance acceptance = Acceptance.of(predictions(spark), RIGHT, THRESHOLDS);

    assertThat(acceptance)
        .isEqualTo(
            new Acceptance(
                8,
                4,
                Optional.of(new Accepted(5, 2, 8)),
                Optional.of(new Accepted(4, 1, 8)),
                Optional.of(new Accepted(3, 1, 8))));
    assertThat(acceptance.byBoth().orElseThrow().coverage()).isEqualTo(3 / 8.0);
    assertThat(acceptance.byBoth().orElseThrow().refused()).isEqualTo(5 / 8.0);
    assertThat(acceptance.byBoth().orElseThrow().errorRate()).contains(1 / 3.0);
  }

  @Test
  void whatIsRefusedBeforehandIsWrongAndNotAccepted(SparkSession spark) {
    Acceptance acceptance = Acceptance.of(predictions(spark), RIGHT, THRESHOLDS).withRefused(3);

    assertThat(acceptance.images()).isEqualTo(11);
    assertThat(acceptance.errors()).isEqualTo(7);
    assertThat(acceptance.byNovelty()).contains(new Accepted(5, 2, 11));
    assertThat(acceptance.byBoth()).contains(new Accepted(3, 1, 11));
  }

  @Test
  void aModelWithoutAThresholdHasNoFiguresOfIt(SparkSession spark) {
    AcceptanceThresholds thresholds =
        new AcceptanceThresholds(new AcceptanceRule(null, ENERGIES, 0.99f));

    Acceptance acceptance = Acceptance.of(predictions(spark), RIGHT, thresholds);

    assertThat(acceptance.byNovelty()).contains(new Accepted(5, 2, 8));
    assertThat(acceptance.byConfidence()).isEmpty();
    assertThat(acceptance.byBoth()).isEmpty();
  }

  @Test
  void ofNothingAcceptedThereIsNoErrorRate() {
    assertThat(new Accepted(0, 0, 5).errorRate()).isEmpty();
  }

  /** The threshold for 0.1 % stands for the next stricter one, if it is missing itself. */
  @Test
  void ruleIsThatOfTheCalibration() {
    List<Threshold> thresholds =
        List.of(
            new Threshold(0.0005, 0.97f, 100, 0),
            new Threshold(0.002, 0.9f, 150, 1),
            new Threshold(0.05, 0.5f, 180, 5));
    Calibration calibration = new Calibration(200, 1, 0.1, 0.1, thresholds, ENERGIES);
    Calibration earlier = new Calibration(200, 1, 0.1, 0.1, thresholds, null);

    assertThat(AcceptanceThresholds.of(Optional.of(calibration)))
        .isEqualTo(new AcceptanceThresholds(new AcceptanceRule(0.97f, ENERGIES, 0.99f)));
    assertThat(AcceptanceThresholds.of(Optional.of(earlier)).byNovelty()).isEmpty();
    assertThat(AcceptanceThresholds.of(Optional.empty()))
        .isEqualTo(new AcceptanceThresholds(new AcceptanceRule(null, null, 0.99f)));
  }
}
