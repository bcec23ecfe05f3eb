package mnist.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static final ConfusionMatrix MATRIX = ConfusionMatrix.of(new long[][] {{3, 1}, {0, 4}});

  @Test
  void figuresAreThoseOfItsMatrix() {
    Evaluation evaluation = new Evaluation(MATRIX, 0.5);

    assertThat(evaluation.examples()).isEqualTo(8);
    assertThat(evaluation.accuracy()).isEqualTo(7.0 / 8);
    assertThat(evaluation.perClass()).isEqualTo(MATRIX.perClass());
    assertThat(evaluation.mostConfused(3)).containsExactly(new Confusion(0, 1, 1));
  }

  @Test
  void needsExamplesAndAFiniteLoss() {
    assertThatThrownBy(() -> new Evaluation(ConfusionMatrix.empty(2), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Evaluation must have one example or more, but has none");
    assertThatThrownBy(() -> new Evaluation(MATRIX, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("loss must be 0 or more and finite, but was NaN");
    assertThatThrownBy(() -> new Evaluation(MATRIX, -0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("loss must be 0 or more and finite, but was -0.5");
  }
}
