package mnist.robustness;

import java.util.Arrays;

/**
 * Noise whose amplitudes fall as frequencies rise, as they do in pictures of the world (Field,
 * "Relations between the statistics of natural images and the response properties of cortical
 * cells", JOSA A, 1987).
 */
final class PinkNoise {

  private static final int SIDE = CorruptionFunction.SIDE;

  /**
   * Of the torus that the noise is drawn on: larger than an image, which so sees parts of slower
   * waves too, and whose opposite edges don't meet.
   */
  private static final int PERIOD = 64;

  private static final double[] COSINES = new double[PERIOD];
  private static final double[] SINES = new double[PERIOD];

  static {
    for (int i = 0; i < PERIOD; i++) {
      COSINES[i] = StrictMath.cos(2 * Math.PI * i / PERIOD);
      SINES[i] = StrictMath.sin(2 * Math.PI * i / PERIOD);
    }
  }

  /** By waves across and down, each 0 to below half the period. */
  private final double[][] amplitudes = new double[PERIOD / 2][PERIOD / 2];

  /**
   * @param exponent a: amplitudes are as 1 / frequency^a, whatever the direction
   */
  PinkNoise(double exponent) {
    for (int across = 0; across < PERIOD / 2; across++) {
      for (int down = 0; down < PERIOD / 2; down++) {
        amplitudes[across][down] = StrictMath.pow(across * across + down * down, -exponent / 2);
      }
    }
  }

  /**
   * Draws a part of a periodic Gaussian field.
   *
   * @return 28 x 28 values, row-major, of mean 0 and deviation 1
   */
  float[] draw(Chance chance) {
    double[] pixels = new double[CorruptionFunction.PIXELS];
    double[] real = new double[SIDE];
    double[] imaginary = new double[SIDE];
    // Half of the plane of frequencies, as waves of the other half are the same waves.
    for (int across = 0; across < PERIOD / 2; across++) {
      Arrays.fill(real, 0);
      Arrays.fill(imaginary, 0);
      for (int down = across == 0 ? 1 : 1 - PERIOD / 2; down < PERIOD / 2; down++) {
        double amplitude = amplitudes[across][Math.abs(down)];
        double cosine = amplitude * chance.normal();
        double sine = amplitude * chance.normal();
        for (int row = 0; row < SIDE; row++) {
          int phase = down * row & PERIOD - 1;
          real[row] += cosine * COSINES[phase] - sine * SINES[phase];
          imaginary[row] += cosine * SINES[phase] + sine * COSINES[phase];
        }
      }
      for (int i = 0; i < pixels.length; i++) {
        int phase = across * (i % SIDE) & PERIOD - 1;
        pixels[i] += real[i / SIDE] * COSINES[phase] - imaginary[i / SIDE] * SINES[phase];
      }
    }
    return standardised(pixels);
  }

  private static float[] standardised(double[] values) {
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / values.length;
    double deviation = Math.sqrt(squares / values.length - mean * mean);
    float[] standardised = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      standardised[i] = (float) ((values[i] - mean) / deviation);
    }
    return standardised;
  }
}
