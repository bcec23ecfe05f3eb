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
  void aStraightLineCoversWhatIsNearToIt() {
    int lines = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      random.nextDouble();
      if (random.nextInt(4) == 0 || random.nextInt(3) != 0) {
        continue;
      }
      double angle = random.nextDouble() * Math.PI;
      double row = random.nextDouble() * SIDE;
      double column = random.nextDouble() * SIDE;
      // Neither bent nor with an end.
      if (random.nextInt(2) != 0 || random.nextInt(2) != 0) {
        continue;
      }
      double halfWidth = 0.3 + 1.2 * random.nextDouble();
      float grey = (float) (random.nextDouble() * 255);
      float[] pixels = drawn(77, seed);
      lines++;
      for (int i = 0; i < pixels.length; i++) {
        // The cross product of the line's direction and the way to the pixel.
        double aside =
            Math.abs(Math.cos(angle) * (i / SIDE - row) - Math.sin(angle) * (i % SIDE - column));
        double cover = Math.max(0, Math.min(1, halfWidth + 0.5 - aside));
        assertThat(pixels[i]).isCloseTo((float) (77 + cover * (grey - 77)), within(0.01f));
      }
    }

    assertThat(lines).isGreaterThan(20);
  }
}
