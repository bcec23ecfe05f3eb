package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EnergyTest {

  @Test
  void isTheHandComputedOne() {
    assertThat(Energy.of(new float[] {9, 0, 0, 0, 9}, 1, 3))
        .isCloseTo((float) -Math.log(3), within(1e-7f));
    assertThat(Energy.of(new float[] {(float) Math.log(2), (float) Math.log(6)}, 0, 2))
        .isCloseTo((float) (Math.log(12) / 2 - Math.log(8)), within(1e-6f));
  }

  @Test
  void ofLogitsWhoseExponentialsOverflowOrVanishItIsFinite() {
    assertThat(Energy.of(new float[] {2000, 1000}, 0, 2)).isEqualTo(-500f);
    assertThat(Energy.of(new float[] {-2000, -2000}, 0, 2))
        .isCloseTo((float) -Math.log(2), within(1e-7f));
  }

  /** Cross-entropy leaves it anywhere. */
  @Test
  void whatIsAddedToAllLogitsDoesntCount() {
    assertThat(Energy.of(new float[] {5, 1, -3}, 0, 3))
        .isCloseTo(Energy.of(new float[] {105, 101, 97}, 0, 3), within(1e-5f));
  }

  @Test
  void isTheMeanOfTheLogProbabilities() {
    double sum = Math.exp(1) + Math.exp(-2) + Math.exp(0.5);
    double mean = 0;
    for (double logit : new double[] {1, -2, 0.5}) {
      mean += Math.log(Math.exp(logit) / sum) / 3;
    }

    assertThat(Energy.of(new float[] {1, -2, 0.5f}, 0, 3)).isCloseTo((float) mean, within(1e-6f));
  }

  @Test
  void aDivergedNetworkHasNone() {
    assertThat(Energy.of(new float[] {1, Float.NaN}, 0, 2)).isNaN();
    assertThat(Energy.of(new float[] {Float.NaN, 1}, 0, 2)).isNaN();
  }
}
