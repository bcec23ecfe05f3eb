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
