package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Each change of pixels in place, on pictures whose result can be told. */
class PixelTransformTest {

  private static final int HEIGHT = 9;
  private static final int WIDTH = 7;

  @Property(tries = 100)
  void strengthOfNothingChangesNothing(
      @ForAll @IntRange(min = 0, max = 255) int grey, @ForAll long seed) {
    float[] pixels = grey(grey);
    for (PixelTransform off :
        new PixelTransform[] {StrokeThickness.OFF, Blur.OFF, Noise.OFF, Erasing.OFF}) {
      off.apply(pixels, 0, HEIGHT, WIDTH, new SplittableRandom(seed));

      assertThat(off.isOff()).isTrue();
      assertThat(pixels).containsExactly(grey(grey));
    }
  }

  /** A square of 3 x 3 gets a share of its four sides, or its rim loses that share. */
  @Property(tries = 100)
  void strokesGrowOrShrinkByTheirDraw(@ForAll long seed) {
    float[] square = new float[HEIGHT * WIDTH];
    for (int row = 3; row < 6; row++) {
      for (int column = 2; column < 5; column++) {
        square[row * WIDTH + column] = 200;
      }
    }
    float change = (float) Draws.symmetric(new SplittableRandom(seed), 0.8);

    new StrokeThickness(0.8).apply(square, 0, HEIGHT, WIDTH, new SplittableRandom(seed));

    float grown = 200 * Math.max(0, change);
    float left = 200 * (1 - Math.max(0, -change));
    assertThat(square[4 * WIDTH + 3]).isEqualTo(200);
    assertThat(square[3 * WIDTH + 2]).isCloseTo(left, within(1e-3f));
    assertThat(square[4 * WIDTH + 2]).isCloseTo(left, within(1e-3f));
    assertThat(square[2 * WIDTH + 3]).isCloseTo(grown, within(1e-3f));
    assertThat(square[2 * WIDTH + 1]).isZero();
    assertThat(square[4 * WIDTH + 6]).isZero();
  }

  /** A point keeps its sum and gets the drawn variance along each axis. */
  @Property(tries = 100)
  void blurSpreadsAPointByTheDrawnDeviation(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 1) double most) {
    float[] point = new float[HEIGHT * WIDTH];
    point[4 * WIDTH + 3] = 100;
    double deviation = new SplittableRandom(seed).nextDouble() * most;

    new Blur(most).apply(point, 0, HEIGHT, WIDTH, new SplittableRandom(seed));

    double sum = 0;
    double down = 0;
    double across = 0;
    for (int i = 0; i < point.length; i++) {
      sum += point[i];
      down += point[i] * Math.pow(i / WIDTH - 4, 2);
      across += point[i] * Math.pow(i % WIDTH - 3, 2);
    }
    assertThat(sum).isCloseTo(100, within(1e-3));
    assertThat(down / sum).isCloseTo(deviation * deviation, within(1e-4));
    assertThat(across / sum).isCloseTo(deviation * deviation, within(1e-4));
  }

  @Test
  void noiseHasTheDrawnDeviationAndNoMean() {
    int side = 200;
    float[] pixels = new float[side * side];
    Arrays.fill(pixels, 127);
    double strength = new SplittableRandom(5).nextDouble() * 0.1 * 255;

    new Noise(0.1).apply(pixels, 0, side, side, new SplittableRandom(5));

    double mean = 0;
    double square = 0;
    for (float pixel : pixels) {
      mean += (pixel - 127) / pixels.length;
      square += Math.pow(pixel - 127, 2) / pixels.length;
    }
    // 40,000 draws: a mean's deviation is 1/200, a deviation's about 1/280.
    assertThat(mean / strength).isCloseTo(0, within(0.025));
    assertThat(Math.sqrt(square) / strength).isCloseTo(1, within(0.02));
  }

  @Test
  void noiseIsCutOffAtBlackAndWhite() {
    float[] dark = grey(0);
    float[] bright = grey(255);
    new Noise(1).apply(dark, 0, HEIGHT, WIDTH, new SplittableRandom(1));
    new Noise(1).apply(bright, 0, HEIGHT, WIDTH, new SplittableRandom(1));

    assertThat(dark).contains(0f);
    assertThat(bright).contains(255f);
    for (int i = 0; i < dark.length; i++) {
      assertThat(dark[i]).isBetween(0f, 255f);
      assertThat(bright[i]).isBetween(0f, 255f);
    }
  }

  @Property(tries = 200)
  void erasesOneRectangleOfAtMostTheSize(@ForAll long seed) {
    float[] pixels = grey(80);
    new Erasing(0.5).apply(pixels, 0, HEIGHT, WIDTH, new SplittableRandom(seed));

    int top = HEIGHT;
    int bottom = -1;
    int left = WIDTH;
    int right = -1;
    int erased = 0;
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] == 0) {
        top = Math.min(top, i / WIDTH);
        bottom = Math.max(bottom, i / WIDTH);
        left = Math.min(left, i % WIDTH);
        right = Math.max(right, i % WIDTH);
        erased++;
      }
    }
    int rows = Math.max(0, bottom - top + 1);
    int columns = Math.max(0, right - left + 1);
    assertThat(erased).isEqualTo(rows * columns);
    assertThat(rows).isLessThanOrEqualTo(HEIGHT / 2);
    assertThat(columns).isLessThanOrEqualTo(WIDTH / 2);
  }

  @Property(tries = 50)
  void leavesWhatLiesBesideTheImage(@ForAll long seed) {
    for (PixelTransform transform :
        new PixelTransform[] {new StrokeThickness(1), new Blur(1), new Noise(1), new Erasing(1)}) {
      float[] pixels = new float[3 * HEIGHT * WIDTH];
      Arrays.fill(pixels, 9);

      transform.apply(pixels, HEIGHT * WIDTH, HEIGHT, WIDTH, new SplittableRandom(seed));

      for (int i = 0; i < HEIGHT * WIDTH; i++) {
        assertThat(pixels[i]).isEqualTo(9);
        assertThat(pixels[2 * HEIGHT * WIDTH + i]).isEqualTo(9);
      }
    }
  }

  private static float[] grey(float value) {
    float[] pixels = new float[HEIGHT * WIDTH];
    Arrays.fill(pixels, value);
    return pixels;
  }
}
