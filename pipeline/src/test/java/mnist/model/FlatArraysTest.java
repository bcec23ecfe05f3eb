package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FlatArraysTest {

  @Test
  void arraysWithGapsAreCopiedInOrder() {
    INDArray matrix = matrix();

    assertThat(FlatArrays.copyOf(matrix)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(FlatArrays.copyOf(matrix.getColumn(1))).containsExactly(1, 4);
    assertThat(FlatArrays.copyOf(matrix.getRow(1))).containsExactly(3, 4, 5);
    assertThat(FlatArrays.copyOf(matrix.transpose())).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(FlatArrays.copyOf(matrix.dup('f'))).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(FlatArrays.copyOf(matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3))))
        .containsExactly(1, 2, 4, 5);
    assertThat(FlatArrays.copyOf(null)).isEmpty();
  }

  @Test
  void arraysWithGapsAreAssignedInOrder() {
    INDArray matrix = matrix();

    FlatArrays.assign(matrix.getColumn(1), new float[] {7, 8});
    FlatArrays.assign(matrix.getRow(1).get(NDArrayIndex.interval(2, 3)), new float[] {9});

    assertThat(FlatArrays.copyOf(matrix)).containsExactly(0, 7, 2, 3, 8, 9);
  }

  @Test
  void anotherLengthIsRefused() {
    assertThatThrownBy(() -> FlatArrays.assign(matrix().getRow(0), new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("State must have 3 values, but had 2");
    assertThatThrownBy(() -> FlatArrays.assign(null, new float[1]))
        .isInstanceOf(IllegalArgumentException.class);
    FlatArrays.assign(null, new float[0]);
  }

  /** Copies whose array nobody holds, while the collector runs. */
  @Test
  void copiesOutliveTheirArrays() {
    INDArray matrix = Nd4j.linspace(0, 99_999, 100_000).castTo(Nd4j.dataType()).reshape(100, 1000);
    for (int i = 0; i < 50; i++) {
      float[] column = FlatArrays.copyOf(matrix.getColumn(i));
      if (i % 10 == 0) {
        System.gc();
      }
      assertThat(column).hasSize(100);
      assertThat(column[99]).isEqualTo(99_000f + i);
    }
  }

  private static INDArray matrix() {
    return Nd4j.createFromArray(new float[][] {{0, 1, 2}, {3, 4, 5}});
  }
}
