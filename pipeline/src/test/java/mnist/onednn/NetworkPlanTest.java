package mnist.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import mnist.model.Architecture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Sgd;

class NetworkPlanTest {

  /** The reference network: pooling reads 10 of 11 rows, so pooling before it 24 of 26. */
  @ParameterizedTest
  @CsvSource({
    "REFERENCE, 28, 28, 26, 26",
    "REFERENCE, 30, 33, 30, 30",
    "LENET, 28, 28, 28, 28",
    "LENET, 29, 31, 28, 28"
  })
  void readsWhatPoolingsDoNotLeaveOver(
      Architecture architecture, int height, int width, int readHeight, int readWidth)
      throws NetworkPlan.Unsupported {
    NetworkPlan plan =
        NetworkPlan.of(architecture.configuration(height, width, 10, new Sgd(0.1), 1));

    assertThat(plan.read(new long[] {64, 1, height, width}))
        .containsExactly(64, 1, readHeight, readWidth);
  }

  /** Padding goes around the image that there is, and statistics are of all its pixels. */
  @ParameterizedTest
  @EnumSource(names = {"SAME", "PADDING", "NORMALISED"})
  void readsAllThatIsPaddedOrNormalised(Shape shape) throws NetworkPlan.Unsupported {
    NetworkPlan plan = NetworkPlan.of(shape.configuration(new Sgd(0.1)));

    assertThat(plan.read(new long[] {64, 1, 14, 13})).containsExactly(64, 1, 14, 13);
  }
}
