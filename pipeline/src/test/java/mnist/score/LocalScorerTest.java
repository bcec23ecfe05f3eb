package mnist.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mnist.model.DigitModel;
import mnist.testing.DigitRecords;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SparkExtension.class)
class LocalScorerTest {

  @ParameterizedTest
  @CsvSource({"16, onednn", "5, onnxruntime", "16, dl4j"})
  void givesWhatScorerGivesToTheLastBitAloneOrTogether(
      int batchSize, String inference, SparkSession spark) {
    DigitModel model = ScorerTest.untrained();
    ScoreSettings settings = new ScoreSettings(batchSize, inference);
    List<Digit> digits = SyntheticDigits.draw(4, 3);
    List<byte[]> images = digits.stream().map(Digit::image).toList();
    List<Row> expected;
    try (Scorer scorer =
        new Scorer(JavaSparkContext.fromSparkContext(spark.sparkContext()), model, settings)) {
      expected =
          scorer
              .predictions(DigitRecords.of(spark, digits).coalesce(1))
              .orderBy("id")
              .collectAsList();
    }

    List<Prediction> together;
    List<Prediction> alone = new ArrayList<>();
    try (LocalScorer scorer = new LocalScorer(model, settings)) {
      together = scorer.predictions(images);
      for (byte[] image : images) {
        alone.addAll(scorer.predictions(List.of(image)));
      }
    }

    for (List<Prediction> predictions : List.of(together, alone)) {
      assertThat(predictions)
          .zipSatisfy(
              expected,
              (prediction, row) -> {
                assertThat(prediction.prediction()).isEqualTo(row.<Integer>getAs("prediction"));
                assertThat(prediction.confidence()).isEqualTo(row.<Float>getAs("confidence"));
                assertThat(prediction.energy()).isEqualTo(row.<Float>getAs("energy"));
                assertThat(boxed(prediction.probabilities()))
                    .isEqualTo(row.<Float>getList(row.fieldIndex("probability")));
              });
    }
  }

  private static List<Float> boxed(float[] values) {
    List<Float> boxed = new ArrayList<>(values.length);
    for (float value : values) {
      boxed.add(value);
    }
    return boxed;
  }
}
