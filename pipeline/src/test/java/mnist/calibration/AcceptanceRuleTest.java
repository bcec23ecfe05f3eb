package mnist.calibration;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mnist.calibration.Calibration.Threshold;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class AcceptanceRuleTest {

  /** Of 200 images: of an energy of 198, 198 have less, which is a novelty of 0.99. */
  private static final EnergyQuantiles ENERGIES =
      new EnergyQuantiles(200, IntStream.range(0, 200).mapToObj(i -> (float) i).toList());

  private static final List<Threshold> THRESHOLDS =
      List.of(new Threshold(0.001, 0.9f, 50, 0), new Threshold(0.01, 0.75f, 90, 0));

  private static AcceptanceRule rule(double rate, double refusals, EnergyQuantiles energies) {
    return AcceptanceRule.of(
        new ConfidenceSettings(rate, refusals, false),
        Optional.of(new Calibration(200, 2, 0.3, 0.2, THRESHOLDS, energies)));
  }

  @Test
  void acceptsWhatIsSureAndFamiliarUpToTheBounds() {
    AcceptanceRule rule = rule(0.01, 0.01, ENERGIES);

    assertThat(rule.accepts(0.75f, 198f)).isTrue();
    assertThat(rule.accepts(Math.nextDown(0.75f), 198f)).isFalse();
    assertThat(rule.accepts(0.75f, 198.5f)).isFalse();
    assertThat(rule.accepts(0.9f, Float.NaN)).isFalse();
  }

  @Test
  void whatHasTheGreatestNoveltyInDecimalsIsFamiliar() {
    for (int percent = 1; percent < 100; percent++) {
      double refusals = percent / 100.0;
      float novelty = Float.parseFloat("0.%02d".formatted(100 - percent));

      assertThat(novelty).isEqualTo(new ConfidenceSettings(1, refusals, false).greatestNovelty());
      assertThat(rule(1, refusals, ENERGIES).isFamiliar(2f * (100 - percent))).isTrue();
      assertThat(rule(1, refusals, ENERGIES).isFamiliar(2f * (100 - percent) + 1)).isFalse();
    }
  }

  @Test
  void whatIsNoNumberIsNeverSure() {
    for (AcceptanceRule rule :
        List.of(rule(0.01, 0, ENERGIES), rule(1, 0.01, ENERGIES), rule(1, 0, null))) {
      assertThat(rule.accepts(Float.NaN, 0f)).isFalse();
      assertThat(rule.accepts(1f, 0f)).isTrue();
    }
  }

  @Test
  void asFarAsTheCalibrationTells() {
    ConfidenceSettings both = new ConfidenceSettings(0.01, 0.25, false);
    ConfidenceSettings none = new ConfidenceSettings(1, 0, false);

    assertThat(rule(0.0005, 0, ENERGIES)).isEqualTo(new AcceptanceRule(null, null, 1));
    assertThat(rule(0.01, 0.25, null)).isEqualTo(new AcceptanceRule(0.75f, null, 0.75f));
    assertThat(AcceptanceRule.of(both, Optional.empty()))
        .isEqualTo(new AcceptanceRule(null, null, 0.75f));
    assertThat(AcceptanceRule.of(none, Optional.empty()))
        .isEqualTo(new AcceptanceRule(0f, null, 1));
    assertThat(rule(0.0005, 0, ENERGIES).accepts(1f, 0f)).isFalse();
    assertThat(rule(0.01, 0.25, null).accepts(0.75f, 500f)).isTrue();
  }

  @Test
  void columnsSayTheSame(SparkSession spark) {
    AcceptanceRule rule = rule(0.01, 0.01, ENERGIES);
    List<Row> rows =
        List.of(
            RowFactory.create(0.75f, 198f),
            RowFactory.create(0.7f, 198.5f),
            RowFactory.create(Float.NaN, Float.NaN),
            RowFactory.create(null, null));
    StructType schema =
        new StructType().add("c", DataTypes.FloatType).add("e", DataTypes.FloatType);

    assertThat(
            spark
                .createDataFrame(rows, schema)
                .select(rule.isSure(col("c")), rule.isFamiliar(col("e")))
                .collectAsList())
        .containsExactly(
            RowFactory.create(true, true),
            RowFactory.create(false, false),
            RowFactory.create(false, false),
            RowFactory.create(false, false));
  }
}
