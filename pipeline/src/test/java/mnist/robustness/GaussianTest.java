package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianTest {
  private static final int SIDE = 28;
  private static final int CENTRE = 14;

  /** Of a point: a density's ratios hold whatever it is divided by. */
  @ParameterizedTest
  @CsvSource({"0.7, 3", "1, 4", "1.5, 6", "2.1, 8"})
  void pointBecomesABellOfThatDeviation(double deviation, int reach) {
    float[] point = new float[SIDE * SIDE];
    point[CENTRE * SIDE + CENTRE] = 1;

    float[] bell = new Gaussian(deviation).filter(point);

    double peak = bell[CENTRE * SIDE + CENTRE];
    double sum = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int down = row - CENTRE;
        int right = column - CENTRE;
        boolean inside = Math.abs(down) <= reach && Math.abs(right) <= reach;
        double logarithm = -(down * down + right * right) / (2 * deviation * deviation);
        double value = bell[row * SIDE + column];
        assertThat(value / peak).isCloseTo(inside ? Math.exp(logarithm) : 0, within(1e-6));
        assertThat(value > 0).isEqualTo(inside);
        sum += value;
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"0.7", "1", "1.5", "9"})
  void evenImageStaysUpToItsRim(double deviation) {
    float[] even = new float[SIDE * SIDE];
    Arrays.fill(even, 200);

    assertThat(new Gaussian(deviation).filter(even))
        .usingComparatorWithPrecision(1e-3f)
        .containsExactly(even);
  }
}
