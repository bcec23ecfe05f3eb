package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mnist.evaluate.ConfusionMatrix;
import mnist.evaluate.Evaluation;
import org.junit.jupiter.api.Test;

class TextTableTest {

  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.of(new long[][] {{1095, 5}, {0, 7}});

  @Test
  void textStandsFlushLeftWhereverItIs() {
    TextTable table =
        new TextTable(List.of("name", "of", "n"), List.of(List.of("a", "b c d", "10")), 2);

    assertThat(table.render())
        .isEqualTo(
            """
            name  of      n
            ---------------
            a     b c d  10
            """);
  }

  @Test
  void firstColumnIsFlushLeftAndFiguresFlushRight() {
    TextTable table =
        new TextTable(List.of("name", "n"), List.of(List.of("a", "1000"), List.of("longer", "7")));

    assertThat(table.render())
        .isEqualTo(
            """
            name       n
            ------------
            a       1000
            longer     7
            """);
  }

  @Test
  void confusionMatrixHasTotals() {
    assertThat(TextTable.confusionMatrix(MATRIX))
        .hasToString(
            """
            truth \\ prediction     0   1  total
            -----------------------------------
            0                   1095   5   1100
            1                      0   7      7
            total               1095  12   1107
            """);
  }

  @Test
  void perClassFiguresHaveFourDigits() {
    assertThat(TextTable.perClass(new Evaluation(MATRIX, 0.1)))
        .hasToString(
            """
            class  precision  recall      f1  support
            -----------------------------------------
            0         1.0000  0.9955  0.9977     1100
            1         0.5833  1.0000  0.7368        7
            """);
  }

  @Test
  void tableWithoutRowsIsItsHeader() {
    assertThat(new TextTable(List.of("a", "b"), List.of()).render()).isEqualTo("a  b\n----\n");
  }

  @Test
  void rowOfAnotherLengthIsAnError() {
    assertThatThrownBy(() -> new TextTable(List.of("a", "b"), List.of(List.of("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Row must have 2 cells, but had 1: [1]");
  }
}
