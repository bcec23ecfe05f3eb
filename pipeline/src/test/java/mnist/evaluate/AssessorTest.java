package mnist.evaluate;

import static mnist.evaluate.Predictions.predictions;
import static mnist.evaluate.Predictions.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.calibration.Calibration;
import mnist.calibration.Calibration.Threshold;
import mnist.evaluate.Assessment.Accepted;
import mnist.evaluate.Assessment.ConfusedImages;
import mnist.evaluate.Assessment.Mistake;
import mnist.records.LabelErrors;
import mnist.records.LabelErrors.WrongLabel;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class AssessorTest {

  private static final List<Row> SIX =
      List.of(
          row(10, 0, 0, 0.8f, 0.1f, 0.1f),
          row(11, 0, 1, 0.1f, 0.9f, 0f),
          row(12, 0, 1, 0.2f, 0.7f, 0.1f),
          row(13, 1, 2, 0f, 0.1f, 0.9f),
          row(14, 2, 2, 0f, 0.1f, 0.9f),
          row(15, 0, 1, 0f, 0.9f, 0.1f));

  @Test
  void namesImagesOfTheErrorsSurestFirst(SparkSession spark) {
    Assessment assessment = assess(spark, Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(assessment.confusions())
        .containsExactly(
            new ConfusedImages(new Confusion(0, 1, 3), List.of(11L, 15L, 12L)),
            new ConfusedImages(new Confusion(1, 2, 1), List.of(13L)));
    assertThat(assessment.worst())
        .containsExactly(
            new Mistake(11, 0, 1, 0.9f),
            new Mistake(13, 1, 2, 0.9f),
            new Mistake(15, 0, 1, 0.9f),
            new Mistake(12, 0, 1, 0.7f));
    assertThat(assessment.evaluation()).isEqualTo(Evaluator.evaluate(predictions(spark, SIX), 3));
    assertThat(assessment.calibrated()).isEmpty();
    assertThat(assessment.corrected()).isEmpty();
    assertThat(assessment.comparison()).isEmpty();
  }

  @Test
  void keepsNoMoreThanWasAskedFor(SparkSession spark) {
    Dataset<Row> predictions = predictions(spark, SIX);

    assertThat(Mistakes.worst(predictions, 2)).extracting(Mistake::id).containsExactly(11L, 13L);
    assertThat(Mistakes.of(predictions, List.of(new Confusion(0, 1, 3)), 2))
        .containsExactly(new ConfusedImages(new Confusion(0, 1, 3), List.of(11L, 15L)));
    assertThat(Mistakes.of(predictions, List.of(), 2)).isEmpty();
  }

  @Test
  void triesTheCalibrationOnTheseImages(SparkSession spark) {
    Threshold threshold = new Threshold(0.01, 0.8f, 100, 1);
    Calibration calibration = new Calibration(100, 2, 0.3, 0.2, List.of(threshold), null);

    Assessment.Calibrated calibrated =
        assess(spark, Optional.of(calibration), Optional.empty(), Optional.empty())
            .calibrated()
            .orElseThrow();

    assertThat(calibrated.calibration()).isEqualTo(calibration);
    assertThat(calibrated.accepted()).containsExactly(new Accepted(threshold, 5, 3));
    assertThat(calibrated.accepted().get(0).errorRate()).isEqualTo(0.6);
    // Square roots of 0.8, 0.1 and 0.1, as shares of their sum.
    double surest = Math.sqrt(0.8) / (Math.sqrt(0.8) + 2 * Math.sqrt(0.1));
    assertThat(calibrated.confidences().coverage())
        .anySatisfy(
            point -> assertThat((double) point.minConfidence()).isCloseTo(surest, within(1e-6)));
  }

  @Test
  void acceptsNoConfidenceThatIsNoNumber(SparkSession spark) {
    Threshold threshold = new Threshold(0.01, 0.8f, 100, 1);
    Calibration calibration = new Calibration(100, 2, 0.3, 0.2, List.of(threshold), null);
    Dataset<Row> predictions =
        predictions(spark, SIX)
            .withColumn(
                "confidence",
                functions
                    .when(functions.col("id").equalTo(11), functions.lit(Float.NaN))
                    .otherwise(functions.col("confidence")));

    Assessment assessment =
        Assessor.assess(
            predictions, 3, Optional.of(calibration), Optional.empty(), Optional.empty());

    assertThat(assessment.calibrated().orElseThrow().accepted())
        .containsExactly(new Accepted(threshold, 4, 2));
  }

  @Test
  void leavesOutImagesWhoseLabelIsWrong(SparkSession spark) {
    LabelErrors errors =
        new LabelErrors(
            Map.of(
                11L, new WrongLabel(0, 1), 14L, new WrongLabel(2, 1), 99L, new WrongLabel(0, 1)));

    assertThat(assess(spark, Optional.empty(), Optional.of(errors), Optional.empty()).corrected())
        .contains(new CorrectedAccuracy(4, 1, 2, 1));
  }

  @Test
  void comparesWithAnotherModel(SparkSession spark) {
    Dataset<Row> always = predictions(spark, SIX).withColumn("prediction", functions.lit(0));

    assertThat(assess(spark, Optional.empty(), Optional.empty(), Optional.of(always)).comparison())
        .contains(new Comparison(1, 3, 1, 1));
  }

  private static Assessment assess(
      SparkSession spark,
      Optional<Calibration> calibration,
      Optional<LabelErrors> errors,
      Optional<Dataset<Row>> other) {
    return Assessor.assess(predictions(spark, SIX), 3, calibration, errors, other);
  }
}
