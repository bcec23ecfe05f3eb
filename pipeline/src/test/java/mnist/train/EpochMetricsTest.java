package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochMetricsTest {

  @Test
  void moreImagesRightAreBetterWhateverTheLoss() {
    assertThat(epoch(0.98, 0.9).betterThan(epoch(0.97, 0.1))).isTrue();
    assertThat(epoch(0.97, 0.1).betterThan(epoch(0.98, 0.9))).isFalse();
  }

  @Test
  void lossDecidesBetweenEqualAccuracies() {
    assertThat(epoch(0.98, 0.1).betterThan(epoch(0.98, 0.2))).isTrue();
    assertThat(epoch(0.98, 0.2).betterThan(epoch(0.98, 0.1))).isFalse();
  }

  @Test
  void equalsAreNotBetter() {
    assertThat(epoch(0.98, 0.1).betterThan(epoch(0.98, 0.1))).isFalse();
  }

  private static EpochMetrics epoch(double accuracy, double loss) {
    return new EpochMetrics(1, 0.5, loss, accuracy, 100, 1000, 1, 1);
  }
}
