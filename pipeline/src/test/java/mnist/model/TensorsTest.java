package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mnist.transform.Normalisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class TensorsTest {

  @Test
  void featuresKeepImagesRowsAndColumnsInPlace() {
    byte[] first = {0, 51, 102, (byte) 153, (byte) 204, (byte) 255};
    byte[] second = {(byte) 255, 0, 0, 0, 0, 0};

    INDArray features = Tensors.features(List.of(first, second), 2, 3, Normalisation.SCALE_ONLY);

    assertThat(features.shape()).containsExactly(2, 1, 2, 3);
    assertThat(features.getFloat(0, 0, 0, 1)).isEqualTo(0.2f);
    assertThat(features.getFloat(0, 0, 1, 0)).isEqualTo(0.6f);
    assertThat(features.getFloat(0, 0, 1, 2)).isEqualTo(1f);
    assertThat(features.getFloat(1, 0, 0, 0)).isEqualTo(1f);
    assertThat(features.getFloat(1, 0, 1, 2)).isZero();
  }

  @Test
  void imageOfAnotherSizeIsABug() {
    assertThatThrownBy(() -> Tensors.features(List.of(new byte[5]), 2, 3, Normalisation.SCALE_ONLY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image must have 6 bytes, but had 5");
  }

  @Test
  void smoothedLabelsShareAPartAmongAllClasses() {
    assertThat(Tensors.labels(new int[] {2, 0}, 4, 0.2).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0.05f, 0.05f, 0.85f, 0.05f}, {0.85f, 0.05f, 0.05f, 0.05f}});
  }

  @Test
  void whatBelongsToNoClassIsSharedAlike() {
    assertThat(Tensors.labels(new int[] {Tensors.NO_CLASS, 2, Tensors.NO_CLASS}, 4, 0.2))
        .extracting(INDArray::toFloatMatrix)
        .isEqualTo(
            new float[][] {
              {0.25f, 0.25f, 0.25f, 0.25f},
              {0.05f, 0.05f, 0.85f, 0.05f},
              {0.25f, 0.25f, 0.25f, 0.25f}
            });
  }

  @Test
  void oneHotHasARowALabel() {
    assertThat(Tensors.oneHot(new int[] {2, 0}, 3).toFloatMatrix())
        .isEqualTo(new float[][] {{0, 0, 1}, {1, 0, 0}});
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3})
  void labelOutsideTheClassesIsABug(int label) {
    assertThatThrownBy(() -> Tensors.oneHot(new int[] {label, 0}, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("label must be in 0..2, but was " + label);
  }
}
