package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinkNoiseTest {

  private static final int SIDE = 28;
  private static final int DRAWS = 60;

  /** Of the powers by a discrete Fourier transform from its definition, down and across alike. */
  @ParameterizedTest
  @ValueSource(doubles = {0.8, 1.2, 1.6})
  void amplitudesFallAsFrequenciesRise(double exponent) {
    PinkNoise noise = new PinkNoise(exponent);
    double[] down = new double[SIDE / 2];
    double[] across = new double[SIDE / 2];
    for (int id = 0; id < DRAWS; id++) {
      float[] values = noise.draw(new Chance(id));
      for (int frequency = 2; frequency < SIDE / 2; frequency++) {
        down[frequency] += power(values, frequency, 0);
        across[frequency] += power(values, 0, frequency);
      }
    }

    assertThat(slope(down)).isCloseTo(-2 * exponent, within(0.35));
    assertThat(slope(across)).isCloseTo(-2 * exponent, within(0.35));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.8, 1.6})
  void meanIsZeroAndDeviationOne(double exponent) {
    float[] values = new PinkNoise(exponent).draw(new Chance(1));
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += value * value;
    }

    assertThat(sum / values.length).isCloseTo(0, within(1e-5));
    assertThat(squares / values.length).isCloseTo(1, within(1e-5));
  }

  /** A Hann window keeps what doesn't meet at the edges from looking like high frequencies. */
  private static double power(float[] values, int down, int across) {
    double cosine = 0;
    double sine = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double value = values[row * SIDE + column] * hann(row) * hann(column);
        double phase = 2 * Math.PI * (down * row + across * column) / SIDE;
        cosine += value * Math.cos(phase);
        sine += value * Math.sin(phase);
      }
    }
    return cosine * cosine + sine * sine;
  }

  private static double hann(int place) {
    return 0.5 - 0.5 * Math.cos(2 * Math.PI * (place + 0.5) / SIDE);
  }

  /** Of the logarithm of power over that of frequency, by least squares. */
  private static double slope(double[] power) {
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    int count = 0;
    for (int frequency = 2; frequency < power.length; frequency++, count++) {
      double log = Math.log(frequency);
      x += log;
      y += Math.log(power[frequency]);
      xx += log * log;
      xy += log * Math.log(power[frequency]);
    }
    return (count * xy - x * y) / (count * xx - x * x);
  }
}
