package mnist.calibration;

import static mnist.evaluate.Predictions.predictions;
import static mnist.evaluate.Predictions.randomRows;
import static mnist.evaluate.Predictions.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ConfidenceHistogramTest {

  /** Two of three right at a confidence of 0.75, one of one at 1, none of one at 0.5. */
  private static final List<Row> FIVE =
      List.of(
          row(1, 0, 0, 0.75f, 0.25f),
          row(2, 1, 1, 0.25f, 0.75f),
          row(3, 0, 1, 0.25f, 0.75f),
          row(4, 1, 1, 0f, 1f),
          row(5, 1, 0, 0.5f, 0.5f));

  @Test
  void binsAndErrorAreTheHandComputedOnes(SparkSession spark) {
    ConfidenceHistogram confidences = ConfidenceHistogram.of(predictions(spark, FIVE));

    List<ReliabilityBin> bins = confidences.reliability();
    assertThat(bins).hasSize(15);
    // 0.5 lies above 7/15, 0.75 above 11/15, and 1 in the last.
    assertThat(bins.get(7)).isEqualTo(new ReliabilityBin(7.0 / 15, 8.0 / 15, 1, 0, 0.5));
    assertThat(bins.get(11)).isEqualTo(new ReliabilityBin(11.0 / 15, 12.0 / 15, 3, 2, 0.75));
    assertThat(bins.get(14)).isEqualTo(new ReliabilityBin(14.0 / 15, 1, 1, 1, 1));
    assertThat(bins.get(0)).isEqualTo(new ReliabilityBin(0, 1.0 / 15, 0, 0, 0));
    double expected = (1 * 0.5 + 3 * (0.75 - 2.0 / 3) + 0) / 5;
    assertThat(confidences.calibrationError()).isCloseTo(expected, within(1e-12));
    double brier = (0.125 + 0.125 + 2 * 0.5625 + 0 + 0.5) / 5;
    assertThat(confidences.brier()).isCloseTo(brier, within(1e-9));
  }

  @Test
  void coverageIsTheHandComputedOne(SparkSession spark) {
    ConfidenceHistogram confidences = ConfidenceHistogram.of(predictions(spark, FIVE));

    RiskCoveragePoint one = new RiskCoveragePoint(1, 1, 0, 5);
    RiskCoveragePoint four = new RiskCoveragePoint(0.75f, 4, 1, 5);
    RiskCoveragePoint five = new RiskCoveragePoint(0.5f, 5, 2, 5);
    assertThat(confidences.coverage()).containsExactly(one, four, five);
    assertThat(confidences.atCoverage(0.8)).isEqualTo(four);
    assertThat(confidences.atCoverage(0.81)).isEqualTo(five);
    assertThat(confidences.atErrorRate(0.25)).contains(four);
    assertThat(confidences.atErrorRate(0.24)).contains(one);
    assertThat(four.coverage()).isEqualTo(0.8);
    assertThat(four.errorRate()).isEqualTo(0.25);
    assertThat(four.accuracy()).isEqualTo(0.75);
  }

  @Test
  void aModelThatErrsWhenSurestHasNoThreshold(SparkSession spark) {
    ConfidenceHistogram confidences =
        ConfidenceHistogram.of(
            predictions(spark, List.of(row(1, 0, 1, 0f, 1f), row(2, 0, 0, 0.9f, 0.1f))));

    assertThat(confidences.atErrorRate(0.4)).isEmpty();
    assertThat(confidences.atErrorRate(0.5)).contains(new RiskCoveragePoint(0.9f, 2, 1, 2));
  }

  @Test
  void aDivergedNetworkIsSureOfNothing(SparkSession spark) {
    ConfidenceHistogram confidences =
        ConfidenceHistogram.of(predictions(spark, List.of(row(1, 0, 0, Float.NaN, Float.NaN))));

    assertThat(confidences.coverage()).containsExactly(new RiskCoveragePoint(0, 1, 0, 1));
    assertThat(confidences.reliability().get(0).examples()).isEqualTo(1);
    assertThat(confidences.brier()).isEqualTo(1);
  }

  @Test
  void noPredictionsAreRefused(SparkSession spark) {
    assertThatThrownBy(() -> ConfidenceHistogram.of(predictions(spark, List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Predictions must be one or more, but were none");
  }

  @Test
  void shareOutOfRangeIsRefused(SparkSession spark) {
    ConfidenceHistogram confidences = ConfidenceHistogram.of(predictions(spark, FIVE));

    assertThatThrownBy(() -> confidences.atCoverage(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("share must be above 0 to 1, but was 1.5");
  }

  @Test
  void samePredictionsGiveTheSameBitsHoweverPartitioned(SparkSession spark) {
    List<Row> rows = randomRows(new Random(5), 2000, 10);
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(6));

    ConfidenceHistogram one = ConfidenceHistogram.of(predictions(spark, rows).coalesce(1));
    ConfidenceHistogram many = ConfidenceHistogram.of(predictions(spark, shuffled).repartition(7));

    assertThat(many.coverage()).isEqualTo(one.coverage());
    assertThat(many.reliability()).isEqualTo(one.reliability());
    assertThat(many.calibrationError()).isEqualTo(one.calibrationError());
    assertThat(many.brier()).isEqualTo(one.brier());
  }
}
