package mnist.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag$;

class ConfusionMatrixTest {

  // Class 0: 5 right, 1 taken for 1; class 1: 2 taken for 0, 4 right; class 2 never occurs, and is
  // predicted 3 times where class 1 was true.
  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.of(new long[][] {{5, 1, 0}, {2, 4, 3}, {0, 0, 0}});

  @Test
  void rowIsTruthAndColumnIsPrediction() {
    assertThat(MATRIX.count(1, 2)).isEqualTo(3);
    assertThat(MATRIX.count(2, 1)).isZero();
    assertThat(MATRIX.support(1)).isEqualTo(9);
    assertThat(MATRIX.predicted(0)).isEqualTo(7);
    assertThat(MATRIX.rows()).containsExactly(List.of(5L, 1L, 0L), List.of(2L, 4L, 3L), zeros());
    assertThat(MATRIX.classes()).isEqualTo(3);
  }

  @Test
  void accuracyIsTheDiagonalsShare() {
    assertThat(MATRIX.total()).isEqualTo(15);
    assertThat(MATRIX.correct()).isEqualTo(9);
    assertThat(MATRIX.accuracy()).isEqualTo(9.0 / 15);
  }

  @Test
  void perClassFiguresAreTheHandComputedOnes() {
    // F1 of class 0: precision 5/7, recall 5/6, so 2 * 5 / (7 + 6).
    assertThat(MATRIX.perClass())
        .containsExactly(
            new ClassMetrics(0, 5.0 / 7, 5.0 / 6, 10.0 / 13, 6),
            new ClassMetrics(1, 4.0 / 5, 4.0 / 9, 8.0 / 14, 9),
            new ClassMetrics(2, 0, 0, 0, 0));
  }

  @Test
  void classThatIsNeverPredictedHasPrecisionZero() {
    ConfusionMatrix matrix = ConfusionMatrix.of(new long[][] {{0, 3}, {0, 1}});

    assertThat(matrix.metrics(0)).isEqualTo(new ClassMetrics(0, 0, 0, 0, 3));
  }

  @Test
  void mostConfusedStandsInOrderOfCountThenTruth() {
    ConfusionMatrix matrix = ConfusionMatrix.of(new long[][] {{9, 1, 2}, {2, 9, 0}, {1, 3, 9}});

    assertThat(matrix.mostConfused(4))
        .containsExactly(
            new Confusion(2, 1, 3),
            new Confusion(0, 2, 2),
            new Confusion(1, 0, 2),
            new Confusion(0, 1, 1));
    assertThat(matrix.mostConfused(99)).hasSize(5);
  }

  @Test
  void accuracyOfNoExamplesIsAnError() {
    assertThatThrownBy(() -> ConfusionMatrix.empty(2).accuracy())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Accuracy is undefined: the confusion matrix has no examples");
  }

  @Test
  void rowsMustBeSquareAndCountsNotNegative() {
    assertThatThrownBy(() -> ConfusionMatrix.of(new long[][] {{1, 2}, {3}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Confusion matrix must be square, but row 1 of 2 has 1 columns");
    assertThatThrownBy(() -> ConfusionMatrix.of(new long[][] {{1, 2}, {-3, 0}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Count must be 0 or more, but was -3 (truth=1, prediction=0)");
    assertThatThrownBy(() -> ConfusionMatrix.empty(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("classes must be 1 or more, but was 0");
  }

  @Test
  void classOutsideTheMatrixIsNamed() {
    assertThatThrownBy(() -> MATRIX.count(3, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("truth must be in 0..2, but was 3");
    assertThatThrownBy(() -> MATRIX.count(0, -1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("prediction must be in 0..2, but was -1");
  }

  @Test
  void doesNotShareItsArrays() {
    long[][] rows = {{1, 2}, {3, 4}};
    ConfusionMatrix matrix = ConfusionMatrix.of(rows);

    rows[0][0] = 99;

    assertThat(matrix.count(0, 0)).isEqualTo(1);
    assertThatThrownBy(() -> matrix.rows().get(0).set(0, 99L))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(null);
  }

  @Test
  void equalCountsAreEqualMatrices() {
    ConfusionMatrix same = ConfusionMatrix.of(new long[][] {{5, 1, 0}, {2, 4, 3}, {0, 0, 0}});

    assertThat(same).isEqualTo(MATRIX).hasSameHashCodeAs(MATRIX);
    assertThat(ConfusionMatrix.of(new long[][] {{5, 1, 0}, {2, 4, 2}, {0, 0, 0}}))
        .isNotEqualTo(MATRIX);
    assertThat(same).hasToString("ConfusionMatrix[[5, 1, 0], [2, 4, 3], [0, 0, 0]]");
  }

  @Test
  void survivesJavaAndKryoSerialisation() throws IOException, ClassNotFoundException {
    Evaluation evaluation = new Evaluation(MATRIX, 0.25);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(evaluation);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(evaluation);
    }

    SerializerInstance kryo = new KryoSerializer(new SparkConf(false)).newInstance();
    ByteBuffer buffer = kryo.serialize(MATRIX, ClassTag$.MODULE$.apply(ConfusionMatrix.class));
    ConfusionMatrix read = kryo.deserialize(buffer, ClassTag$.MODULE$.apply(ConfusionMatrix.class));
    assertThat(read).isEqualTo(MATRIX);
  }

  private static List<Long> zeros() {
    return List.of(0L, 0L, 0L);
  }
}
