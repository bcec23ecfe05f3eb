package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Each change of pixels in place, on pictures whose result can be told. */
class PixelTransformTest {

  private static final int HEIGHT = 9;
  private static final int WIDTH = 7;

  private static final List<PixelTransform> STRONGEST =
      List.of(
          new StrokeThickness(3),
          new Background(1),
          new StrayLines(1),
          new RandomConvolution(1),
          new Tone(1),
          new Blur(2),
          new Noise(1),
          new Impulses(1),
          new Outline(1),
          new Erasing(1, 1));

  @Property(tries = 100)
  void strengthOfNothingChangesNothing(
      @ForAll @IntRange(min = 0, max = 255) int grey, @ForAll long seed) {
    float[] pixels = grey(grey);
    for (PixelTransform off :
        new PixelTransform[] {
          new StrokeThickness(0),
          new Blur(0),
          new Noise(0),
          new Impulses(0),
          new Outline(0),
          new Erasing(0, 0),
          new Background(0),
          new StrayLines(0),
          new RandomConvolution(0),
          new Tone(0)
        }) {
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

  /** A pen of so many pixels either way, its rim in part. */
  @Property(tries = 100)
  void pointsGrowByAsManyPixelsAsAreDrawn(@ForAll long seed) {
    int side = 9;
    float[] point = new float[side * side];
    point[4 * side + 4] = 200;
    double change = Math.max(0, Draws.symmetric(new SplittableRandom(seed), 3));

    new StrokeThickness(3).apply(point, 0, side, side, new SplittableRandom(seed));

    for (int i = 0; i < point.length; i++) {
      int steps = Math.abs(i / side - 4) + Math.abs(i % side - 4);
      if (steps > 0) {
        double reached = Math.max(0, Math.min(1, change - steps + 1));
        assertThat(point[i]).isCloseTo((float) (200 * reached), within(1e-3f));
      }
    }
  }

  /** However thick strokes may get, thin ones are left. */
  @Property(tries = 100)
  void strokesOfThreePixelsNeverVanish(@ForAll long seed) {
    float[] stroke = new float[HEIGHT * WIDTH];
    for (int row = 0; row < HEIGHT; row++) {
      Arrays.fill(stroke, row * WIDTH + 2, row * WIDTH + 5, 200);
    }

    new StrokeThickness(3).apply(stroke, 0, HEIGHT, WIDTH, new SplittableRandom(seed));

    assertThat(stroke[4 * WIDTH + 3]).isEqualTo(200);
  }

  /** A point keeps its sum and gets the drawn variance along each axis. */
  @Property(tries = 100)
  void blurSpreadsAPointByTheDrawnDeviation(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 2) double most) {
    // Four passes reach two pixels each.
    int side = 17;
    float[] point = new float[side * side];
    point[8 * side + 8] = 100;
    double deviation = new SplittableRandom(seed).nextDouble() * most;

    new Blur(most).apply(point, 0, side, side, new SplittableRandom(seed));

    double sum = 0;
    double down = 0;
    double across = 0;
    for (int i = 0; i < point.length; i++) {
      sum += point[i];
      down += point[i] * Math.pow(i / side - 8, 2);
      across += point[i] * Math.pow(i % side - 8, 2);
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
    // The image's range, from its darkest to its brightest pixel.
    pixels[0] = 77;
    pixels[1] = 177;
    double drawn = new SplittableRandom(5).nextDouble();
    double strength = drawn * drawn * 0.1 * 100;

    new Noise(0.1).apply(pixels, 0, side, side, new SplittableRandom(5));

    double mean = 0;
    double square = 0;
    for (float pixel : pixels) {
      mean += (pixel - 127) / pixels.length;
      square += Math.pow(pixel - 127, 2) / pixels.length;
    }
    square -= 2 * Math.pow(50, 2) / pixels.length;
    // 40,000 draws: a mean's deviation is 1/200, a deviation's about 1/280.
    assertThat(mean / strength).isCloseTo(0, within(0.025));
    assertThat(Math.sqrt(square) / strength).isCloseTo(1, within(0.02));
  }

  @Test
  void noiseIsCutOffAtBlackAndWhite() {
    float[] pixels = grey(0);
    Arrays.fill(pixels, 0, pixels.length / 2, 255);
    new Noise(1).apply(pixels, 0, HEIGHT, WIDTH, new SplittableRandom(1));

    assertThat(pixels).contains(0f, 255f).doesNotContain(Float.NaN);
    for (float pixel : pixels) {
      assertThat(pixel).isBetween(0f, 255f);
    }
  }

  /**
   * A square of 3 x 3: the pixels beside it are edges, its middle is none, and its rim is one where
   * edges are soft.
   */
  @Property(tries = 50)
  void outlinesAreEdges(@ForAll long seed) {
    float[] square = new float[HEIGHT * WIDTH];
    for (int row = 3; row < 6; row++) {
      Arrays.fill(square, row * WIDTH + 2, row * WIDTH + 5, 200);
    }
    SplittableRandom random = new SplittableRandom(seed);
    random.nextDouble();
    double left = random.nextDouble();
    double part = 1 - left * left / 2;
    boolean isSharp = random.nextBoolean();

    new Outline(1).apply(square, 0, HEIGHT, WIDTH, new SplittableRandom(seed));

    for (int i = 0; i < square.length; i++) {
      int down = Math.abs(i / WIDTH - 4);
      int across = Math.abs(i % WIDTH - 3);
      boolean ink = down <= 1 && across <= 1;
      boolean rim = ink && down + across > 0;
      boolean beside = Math.max(down, across) == 2 && down + across < 4;
      boolean edge = isSharp ? beside : rim || beside;
      assertThat((double) square[i])
          .isCloseTo((edge ? 200 * part : 0) + (ink ? 200 * (1 - part) : 0), within(0.001));
    }
  }

  /** Greys of the whole range at places of the whole image, as many as the drawn part or fewer. */
  @Test
  void impulsesAreGreysAnywhere() {
    int side = 200;
    float[] pixels = new float[side * side];
    Arrays.fill(pixels, -1);
    double drawn = new SplittableRandom(3).nextDouble();
    double draws = (int) (drawn * drawn * 0.5 * pixels.length);

    new Impulses(0.5).apply(pixels, 0, side, side, new SplittableRandom(3));

    int[] changed = IntStream.range(0, pixels.length).filter(i -> pixels[i] >= 0).toArray();
    // A pixel is left by so many draws with probability exp(-draws / pixels).
    assertThat(changed.length / (pixels.length * -Math.expm1(-draws / pixels.length)))
        .isCloseTo(1, within(0.03));
    assertThat(IntStream.of(changed).average().orElseThrow() / pixels.length)
        .isCloseTo(0.5, within(0.02));
    double[] greys = IntStream.of(changed).mapToDouble(i -> pixels[i]).sorted().toArray();
    assertThat(greys[greys.length / 10]).isCloseTo(25.5, within(5.0));
    assertThat(greys[greys.length * 9 / 10]).isCloseTo(229.5, within(5.0));
  }

  @Property(tries = 200)
  void erasesOneRectangleOfAtMostTheSize(@ForAll long seed) {
    float[] pixels = grey(80);
    new Erasing(0.5, 0).apply(pixels, 0, HEIGHT, WIDTH, new SplittableRandom(seed));

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

  /** The same rectangles as without brightness, each of one grey of the wanted range. */
  @Test
  void erasesToGreysUpToTheBrightness() {
    float most = 0;
    for (int seed = 0; seed < 500; seed++) {
      float[] black = grey(255);
      float[] pixels = grey(255);
      new Erasing(0.5, 0).apply(black, 0, HEIGHT, WIDTH, new SplittableRandom(seed));
      new Erasing(0.5, 0.4).apply(pixels, 0, HEIGHT, WIDTH, new SplittableRandom(seed));

      float grey = -1;
      for (int i = 0; i < pixels.length; i++) {
        assertThat(pixels[i] == 255).isEqualTo(black[i] == 255);
        if (pixels[i] != 255) {
          assertThat(pixels[i]).isBetween(0f, 102f).isEqualTo(grey < 0 ? pixels[i] : grey);
          grey = pixels[i];
        }
      }
      most = Math.max(most, grey);
    }

    assertThat(most).isGreaterThan(100);
  }

  @Property(tries = 50)
  void leavesWhatLiesBesideTheImage(@ForAll long seed) {
    for (PixelTransform transform : STRONGEST) {
      float[] pixels = new float[3 * HEIGHT * WIDTH];
      Arrays.fill(pixels, 9);

      transform.apply(pixels, HEIGHT * WIDTH, HEIGHT, WIDTH, new SplittableRandom(seed));

      for (int i = 0; i < HEIGHT * WIDTH; i++) {
        assertThat(pixels[i]).isEqualTo(9);
        assertThat(pixels[2 * HEIGHT * WIDTH + i]).isEqualTo(9);
      }
    }
  }

  /** Of any image, by each part alone, as strong as it gets. */
  @Property(tries = 300)
  void staysBetweenBlackAndWhite(@ForAll long seed) {
    float[] image = new float[HEIGHT * WIDTH];
    SplittableRandom shades = new SplittableRandom(seed);
    for (int i = 0; i < image.length; i++) {
      image[i] = Math.max(0, Math.min(255, 400 * (float) shades.nextDouble() - 70));
    }
    for (PixelTransform transform : STRONGEST) {
      float[] pixels = image.clone();

      transform.apply(pixels, 0, HEIGHT, WIDTH, new SplittableRandom(seed));

      for (float pixel : pixels) {
        assertThat(pixel).as(transform.label()).isBetween(0f, 255.001f);
      }
    }
  }

  private static float[] grey(float value) {
    float[] pixels = new float[HEIGHT * WIDTH];
    Arrays.fill(pixels, value);
    return pixels;
  }
}
