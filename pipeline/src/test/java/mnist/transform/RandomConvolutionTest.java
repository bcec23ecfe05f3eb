package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RandomConvolutionTest {

  private static final int HEIGHT = 9;
  private static final int WIDTH = 7;

  private static float[] ramp(float least, float most) {
    float[] pixels = new float[HEIGHT * WIDTH];
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = least + (most - least) * random.nextInt(256) / 255f;
    }
    return pixels;
  }

  private static float[] convolved(float[] pixels, long seed) {
    new RandomConvolution(1).apply(pixels, 0, HEIGHT, WIDTH, new SplittableRandom(seed));
    return pixels;
  }

  @Property(tries = 200)
  void takesTheWholeRange(@ForAll long seed) {
    float least = 255;
    float most = 0;
    for (float pixel : convolved(ramp(0, 255), seed)) {
      least = Math.min(least, pixel);
      most = Math.max(most, pixel);
    }

    assertThat(least).isZero();
    assertThat(most).isCloseTo(255, within(1e-3f));
  }

  /** Every layer standardises, so that the contrast that an image has says nothing. */
  @Property(tries = 200)
  void givesTheSameForAnyContrast(
      @ForAll long seed, @ForAll @FloatRange(min = 0, max = 100) float least) {
    float[] strong = convolved(ramp(0, 255), seed);
    // One in a hundred and fifty draws a scale of 0, and is left as it was.
    Assume.that(!Arrays.equals(strong, ramp(0, 255)));
    float[] faint = convolved(ramp(least, least + 120), seed);

    for (int i = 0; i < strong.length; i++) {
      assertThat(faint[i]).isCloseTo(strong[i], within(1f));
    }
  }

  /** There is nothing to convolve, and no rim that would show. */
  @Property(tries = 200)
  void leavesOneShadeAsItIs(@ForAll long seed, @ForAll @IntRange(min = 0, max = 255) int grey) {
    float[] pixels = new float[HEIGHT * WIDTH];
    Arrays.fill(pixels, grey);

    assertThat(convolved(pixels, seed)).containsOnly(grey);
  }

  /** In double precision, neighbour by neighbour, with the places that lie outside moved inside. */
  @Test
  void isWhatThePaperStacks() {
    int[] layers = new int[6];
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      random.nextDouble();
      int count = 1 + random.nextInt(5);
      double width = 0.75 * random.nextDouble();
      float[] weights = Draws.bells(random, 9);
      float[] affine = Draws.bells(random, 2);
      if (affine[0] == 0) {
        assertThat(convolved(ramp(0, 255), seed)).containsExactly(ramp(0, 255));
        continue;
      }
      layers[count]++;
      double[] expected = new double[HEIGHT * WIDTH];
      float[] image = ramp(0, 255);
      for (int i = 0; i < expected.length; i++) {
        expected[i] = image[i];
      }
      for (int layer = 0; layer < count; layer++) {
        expected = layer(expected, weights, width, affine[0] / 2, affine[1] / 2);
      }
      double least = Arrays.stream(expected).min().orElseThrow();
      double range = Arrays.stream(expected).max().orElseThrow() - least;

      float[] pixels = convolved(image, seed);

      for (int i = 0; i < expected.length; i++) {
        assertThat((double) pixels[i])
            .as("%d, %d", seed, i)
            .isCloseTo((expected[i] - least) / range * 255, within(0.5));
      }
    }

    assertThat(layers).containsOnlyOnce(0);
  }

  private static double[] layer(
      double[] image, float[] weights, double width, double scale, double shift) {
    double[] sums = new double[image.length];
    for (int i = 0; i < image.length; i++) {
      sums[i] = convolved(image, i / WIDTH, i % WIDTH, weights, width);
    }
    // The rim counts once more, and corners twice more.
    double count = (HEIGHT + 2) * (WIDTH + 2);
    double mean = 0;
    double square = 0;
    for (int row = -1; row <= HEIGHT; row++) {
      for (int column = -1; column <= WIDTH; column++) {
        double sum = sums[at(row, column)];
        mean += sum / count;
        square += sum * sum / count;
      }
    }
    double deviation = Math.sqrt(square - mean * mean);
    double[] bent = new double[image.length];
    for (int i = 0; i < image.length; i++) {
      double x = Math.max(-3, Math.min(3, scale * (sums[i] - mean) / deviation + shift));
      bent[i] = x * (27 + x * x) / (27 + 9 * x * x);
      assertThat(bent[i]).isCloseTo(Math.tanh(x), within(0.03));
    }
    return bent;
  }

  private static double convolved(
      double[] image, int row, int column, float[] weights, double width) {
    double sum = 0;
    for (int i = 0; i < 9; i++) {
      int down = i / 3 - 1;
      int right = i % 3 - 1;
      double lowered = Math.exp(-(down * down + right * right) / (2 * width * width));
      sum += lowered * weights[i] * image[at(row + down, column + right)];
    }
    return sum;
  }

  private static int at(int row, int column) {
    int inside = Math.max(0, Math.min(HEIGHT - 1, row));
    return inside * WIDTH + Math.max(0, Math.min(WIDTH - 1, column));
  }

  /** A kernel's weights, one by one, as a point in a picture shows them. */
  @Test
  void convolvesByEveryWeight() {
    int stride = WIDTH + 2;
    Kernel kernel = Kernel.draw(new SplittableRandom(4), Double.POSITIVE_INFINITY);
    float[] weights = Draws.bells(new SplittableRandom(4), 9);
    float[] point = new float[(HEIGHT + 2) * stride];
    float[] convolved = new float[point.length];
    int middle = 5 * stride + 4;
    point[middle] = 1;

    kernel.convolve(point, stride, convolved);

    double squares = 0;
    for (int i = 0; i < 9; i++) {
      int row = i / 3 - 1;
      int column = i % 3 - 1;
      assertThat(convolved[middle - row * stride - column]).isEqualTo(weights[i]);
      squares += Math.pow(weights[i], 2);
    }
    assertThat(kernel.norm()).isCloseTo((float) Math.sqrt(squares), within(1e-6f));
  }

  @Test
  void lowersWeightsByAGaussian() {
    float[] weights = Draws.bells(new SplittableRandom(4), 9);
    float[] point = new float[25];
    float[] convolved = new float[25];
    point[12] = 1;

    Kernel.draw(new SplittableRandom(4), 0.7).convolve(point, 5, convolved);

    for (int i = 0; i < 9; i++) {
      int row = i / 3 - 1;
      int column = i % 3 - 1;
      double lowered = weights[i] * Math.exp(-(row * row + column * column) / (2 * 0.49));
      assertThat(convolved[12 - 5 * row - column]).isCloseTo((float) lowered, within(1e-6f));
    }
  }
}
