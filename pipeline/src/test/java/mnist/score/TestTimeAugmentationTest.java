package mnist.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import mnist.model.DigitModel;
import mnist.model.Tensors;
import mnist.testing.DigitRecords;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import mnist.transform.AffineDistortion;
import mnist.transform.Augmentation;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.collection.JavaConverters;

@ExtendWith(SparkExtension.class)
class TestTimeAugmentationTest {

  private static final int SIDE = SyntheticDigits.SIDE;
  private static final int VIEWS = 3;
  private static final Augmentation SHIFT = Augmentation.of(new AffineDistortion(0, 0.2, 0, 0));
  private static final DigitModel MODEL = ScorerTest.untrained();

  @Test
  void probabilitiesAreTheMeanOverTheImageAndItsDistortions(SparkSession spark) {
    List<Digit> digits = SyntheticDigits.draw(2, 4);

    List<Row> predictions = predictions(DigitRecords.of(spark, digits).repartition(3));

    assertThat(predictions).hasSize(20);
    for (int id = 0; id < 20; id++) {
      Row row = predictions.get(id);
      List<byte[]> views = views(digits.get(id).image(), id);
      float[] expected = mean(views);
      List<Float> probability = row.getList(row.fieldIndex("probability"));
      int mostProbable = 0;
      for (int c = 0; c < 10; c++) {
        assertThat(probability.get(c)).isCloseTo(expected[c], within(1e-5f));
        mostProbable = probability.get(c) > probability.get(mostProbable) ? c : mostProbable;
      }
      assertThat(row.<Long>getAs("id")).isEqualTo(id);
      assertThat(row.<Integer>getAs("label")).isEqualTo(digits.get(id).label());
      assertThat(row.<Integer>getAs("prediction")).isEqualTo(mostProbable);
      assertThat(row.<Float>getAs("confidence")).isEqualTo(probability.get(mostProbable));
      assertThat((double) row.<Float>getAs("energy")).isCloseTo(meanEnergy(views), within(1e-5));
    }
  }

  @Test
  void oneViewIsNoAugmentation() {
    assertThatThrownBy(() -> new TestTimeAugmentation(SHIFT, 1, SIDE, SIDE, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("views must be 2 or more, but were 1");
  }

  @Test
  void viewsThatAreMissingAreNoticed() {
    // As Spark hands arrays over.
    Object probabilities = JavaConverters.asScalaBuffer(List.of(1f, 0f));
    Iterator<Row> twoOfThree =
        Stream.of(1L, 1L, 2L).map(id -> RowFactory.create(id, 0, probabilities, 0f)).iterator();
    Iterator<Row> averages = new TestTimeAugmentation(SHIFT, 3, SIDE, SIDE, 7).averages(twoOfThree);

    assertThatThrownBy(averages::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("image 1 has 2 views, but 3 were expected");
  }

  private static List<byte[]> views(byte[] image, long id) {
    List<byte[]> views = new ArrayList<>(List.of(image));
    for (int view = 1; view < VIEWS; view++) {
      float[] pixels = new float[image.length];
      SHIFT.apply(image, SIDE, SIDE, 7, view, id, pixels, 0);
      byte[] bytes = new byte[pixels.length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) Math.round(pixels[i]);
      }
      views.add(bytes);
    }
    return views;
  }

  /** By DL4J, one image at a time. */
  private static float[] mean(List<byte[]> views) {
    return MODEL
        .network()
        .output(Tensors.features(views, SIDE, SIDE, MODEL.normalisation()))
        .mean(0)
        .toFloatVector();
  }

  private static double meanEnergy(List<byte[]> views) {
    try (LocalScorer scorer = new LocalScorer(MODEL, new ScoreSettings(1, "dl4j"))) {
      return scorer.predictions(views).stream()
          .mapToDouble(Prediction::energy)
          .average()
          .orElseThrow();
    }
  }

  /** In order of id. */
  private static List<Row> predictions(Dataset<Row> records) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(records.sparkSession().sparkContext());
    try (Scorer scorer = new Scorer(context, MODEL, new ScoreSettings(4, "onnxruntime"))) {
      return new TestTimeAugmentation(SHIFT, VIEWS, SIDE, SIDE, 7)
          .predictions(scorer, records)
          .orderBy("id")
          .collectAsList();
    }
  }
}
