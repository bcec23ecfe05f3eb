package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StrayLinesTest {

  private static final int SIDE = 28;
  private static final int DRAWS = 1000;

  private static float[] drawn(float shade, long seed) {
    float[] pixels = new float[SIDE * SIDE];
    Arrays.fill(pixels, shade);
    new StrayLines(1).apply(pixels, 0, SIDE, SIDE, new SplittableRandom(seed));
    return pixels;
  }

  /** A fourth of the images have ruled lines, which ink covers; the others' lie over ink. */
  @Test
  void ruledLinesLieBehindInkAndOthersOverIt() {
    int ruled = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      random.nextDouble();
      boolean behind = random.nextInt(4) == 0;
      ruled += behind ? 1 : 0;

      assertThat(touched(255, seed) > 0).as("over ink, %d", seed).isEqualTo(!behind);
    }
    assertThat(ruled / (double) DRAWS).isCloseTo(0.25, within(5 * Math.sqrt(0.25 * 0.75 / DRAWS)));
  }

  /** Most of an image stays as it is, and few lines miss it. */
  @Test
  void linesTakeAPartOfTheImage() {
    int missed = 0;
    int most = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      int touched = touched(0, seed);
      missed += touched == 0 ? 1 : 0;
      most = Math.max(most, touched);
    }

    assertThat(missed).isLessThan(DRAWS / 20);
    assertThat(most).isBetween(SIDE * SIDE / 4, SIDE * SIDE * 3 / 4);
  }

  private static int touched(float shade, long seed) {
    int touched = 0;
    for (float pixel : drawn(shade, seed)) {
      touched += pixel == shade ? 0 : 1;
    }
    return touched;
  }

  /** By the distance of each pixel from the line that is drawn: all, a part or nothing of it. */
  @Test
  void aLineCoversWhatIsNearToIt() {
    int[] lines = new int[6];
    for (int seed = 0; seed < DRAWS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      random.nextDouble();
      if (random.nextInt(4) == 0 || random.nextInt(3) != 0) {
        continue;
      }
      double angle = random.nextDouble() * Math.PI;
      double row = random.nextDouble() * SIDE;
      double column = random.nextDouble() * SIDE;
      int kind = random.nextInt(3);
      double bend = kind == 1 ? (2 * random.nextDouble() - 1) * 0.03 : 0;
      double wave = kind == 2 ? 1 + 3 * random.nextDouble() : 0;
      double halfWave = kind == 2 ? 2 + 6 * random.nextDouble() : 1;
      boolean ends = random.nextInt(2) != 0;
      double halfLength = ends ? SIDE * (0.1 + 0.7 / 3 * random.nextDouble()) : 2 * SIDE;
      double halfWidth = 0.3 + 1.2 * random.nextDouble();
      float grey = (float) (random.nextDouble() * 255);
      float[] pixels = drawn(77, seed);
      lines[kind + (ends ? 3 : 0)]++;
      for (int i = 0; i < pixels.length; i++) {
        // Along the line's direction, and across it.
        double length = Math.hypot(i / SIDE - row, i % SIDE - column);
        double turn = Math.atan2(i / SIDE - row, i % SIDE - column) - angle;
        double along = length * Math.cos(turn);
        double place = along / halfWave - Math.floor(along / halfWave);
        double up = 4 * place * (1 - place) * wave;
        double waving = Math.floor(along / halfWave) % 2 == 0 ? up : -up;
        double aside = Math.abs(length * Math.sin(turn) + bend * along * along + waving);
        double cover = part(halfWidth + 0.5 - aside) * part(halfLength + 0.5 - Math.abs(along));
        assertThat(pixels[i])
            .isCloseTo((float) (77 + cover * (grey - 77)), within(kind == 2 ? 0.3f : 0.02f));
      }
    }

    for (int count : lines) {
      assertThat(count).isGreaterThan(20);
    }
  }

  /** By the distance of each pixel from the nearest of the lines, one by one. */
  @Test
  void ruledLinesRepeat() {
    int ruled = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      random.nextDouble();
      if (random.nextInt(4) != 0) {
        continue;
      }
      boolean upright = random.nextInt(2) != 0;
      double tilt = (2 * random.nextDouble() - 1) * 0.1;
      double spacing = 4 + 10 * random.nextDouble();
      double phase = random.nextDouble();
      double halfWidth = 0.3 + 0.45 * random.nextDouble();
      float grey = (float) (random.nextDouble() * 0.7 * 255);
      float[] pixels = drawn(50, seed);
      ruled++;
      for (int i = 0; i < pixels.length; i++) {
        int row = i / SIDE;
        int column = i % SIDE;
        // Distance from a line through the first pixel.
        double across =
            upright
                ? column * Math.cos(tilt) - row * Math.sin(tilt)
                : row * Math.cos(tilt) + column * Math.sin(tilt);
        double nearest = Double.POSITIVE_INFINITY;
        for (int line = -20; line < 20; line++) {
          nearest = Math.min(nearest, Math.abs(across + (phase - 0.5 + line) * spacing));
        }
        double expected = Math.max(50, grey * part(halfWidth + 0.5 - nearest));
        assertThat(pixels[i]).isCloseTo((float) expected, within(0.5f));
      }
    }

    assertThat(ruled).isGreaterThan(100);
  }

  private static double part(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
