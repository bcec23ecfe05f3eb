package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackgroundTest {

  private static final int SIDE = 12;
  private static final int DRAWS = 2000;

  private static float[] drawn(float shade, long seed) {
    float[] pixels = new float[SIDE * SIDE];
    Arrays.fill(pixels, shade);
    new Background(1).apply(pixels, 0, SIDE, SIDE, new SplittableRandom(seed));
    return pixels;
  }

  /**
   * Behind black, grey and white of a fourth, a half and whole ink, a texture shows which of the
   * four ways it is laid over an image, by each way's definition.
   */
  @Test
  void laysTexturesOverInFourWays() {
    int[] times = new int[4];
    float[] brightest = new float[4];
    for (int seed = 0; seed < DRAWS; seed++) {
      float[] black = drawn(0, seed);
      float[] grey = drawn(100, seed);
      float[] white = drawn(255, seed);
      boolean[] is = {true, true, true, true};
      for (int i = 0; i < black.length; i++) {
        is[0] &= near(white[i], 255) && near(grey[i], 100 + black[i] * (1 - 100 / 255f));
        is[1] &= near(white[i], 255 - black[i]) && near(grey[i], Math.abs(100 - black[i]));
        is[2] &= near(white[i], 255) && near(grey[i], Math.max(100, black[i]));
        is[3] &= near(black[i], 0) && near(grey[i], Math.min(100, white[i]));
      }
      assertThat(is).contains(true);
      for (int way = 0; way < is.length; way++) {
        times[way] += is[way] ? 1 : 0;
        float[] texture = way == 3 ? white : black;
        brightest[way] = is[way] ? Math.max(brightest[way], most(texture)) : brightest[way];
      }
      assertThat(is[1] || contrast(black, white) >= 63.9f).isTrue();
    }

    // Up to white, or to what leaves a contrast to it.
    assertThat(brightest[0]).isBetween(180f, 191f);
    assertThat(brightest[1]).isBetween(240f, 255f);
    assertThat(brightest[2]).isBetween(180f, 191f);
    assertThat(brightest[3]).isBetween(240f, 255f);
    for (int count : times) {
      assertThat(count / (double) DRAWS)
          .isCloseTo(0.25, within(5 * Math.sqrt(0.25 * 0.75 / DRAWS)));
    }
  }

  private static float most(float[] pixels) {
    float most = 0;
    for (float pixel : pixels) {
      most = Math.max(most, pixel);
    }
    return most;
  }

  private static boolean near(float pixel, float expected) {
    return Math.abs(pixel - expected) < 1e-3;
  }

  private static float contrast(float[] black, float[] white) {
    float least = 255;
    for (int i = 0; i < black.length; i++) {
      least = Math.min(least, white[i] - black[i]);
    }
    return least;
  }

  /** The difference can hide ink at some places, but not at the texture's dark end. */
  @Test
  void differencesAreSeenSomewhere() {
    for (int seed = 0; seed < DRAWS; seed++) {
      float[] black = drawn(0, seed);
      float[] white = drawn(255, seed);
      float most = 0;
      for (int i = 0; i < black.length; i++) {
        most = Math.max(most, Math.abs(white[i] - black[i]));
      }
      assertThat(most).isGreaterThan(60);
    }
  }
}
