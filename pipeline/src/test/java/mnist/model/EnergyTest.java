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
        .isCloseTo((float) -Math.log(8), within(1e-6f));
  }

  @Test
  void ofLogitsWhoseExponentialsOverflowOrVanishItIsFinite() {
    assertThat(Energy.of(new float[] {2000, 1000}, 0, 2)).isEqualTo(-2000f);
    assertThat(Energy.of(new float[] {-2000, -2000}, 0, 2))
        .isCloseTo((float) (2000 - Math.log(2)), within(1e-3f));
  }

  @Test
  void aDivergedNetworkHasNone() {
    assertThat(Energy.of(new float[] {1, Float.NaN}, 0, 2)).isNaN();
    assertThat(Energy.of(new float[] {Float.NaN, 1}, 0, 2)).isNaN();
  }
}
