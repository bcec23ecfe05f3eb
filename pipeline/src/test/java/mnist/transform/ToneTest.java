package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ToneTest {

  /** Every shade from background to ink, in order, in one row. */
  private static float[] toned(long seed) {
    float[] shades = new float[256];
    for (int i = 0; i < shades.length; i++) {
      shades[i] = i;
    }
    new Tone(1).apply(shades, 0, 1, shades.length, new SplittableRandom(seed));
    return shades;
  }

  /** Ink stays apart from background, and what lay between lies between. */
  @Property(tries = 500)
  void keepsTheOrderOfShades(@ForAll long seed) {
    float[] shades = toned(seed);
    float contrast = shades[255] - shades[0];

    assertThat(Math.abs(contrast)).isBetween(63.99f, 255.001f);
    for (int i = 1; i < shades.length; i++) {
      assertThat((shades[i] - shades[i - 1]) * Math.signum(contrast)).isPositive();
    }
  }

  /** Through the middle's new place, as Schlick defines it. */
  @Property(tries = 500)
  void bendsByABias(@ForAll long seed) {
    float[] shades = toned(seed);
    double middle = part(shades, 127.5);

    assertThat(middle).isBetween(0.249, 0.751);
    for (int i = 0; i < shades.length; i++) {
      double x = i / 255.0;
      double biased = x / ((1 / middle - 2) * (1 - x) + 1);
      assertThat(part(shades, i)).isCloseTo(biased, within(1e-3));
    }
  }

  /** Where a shade lies between background, 0, and ink, 1. */
  private static double part(float[] shades, double shade) {
    int below = (int) shade;
    int above = (int) Math.ceil(shade);
    double here = (shades[below] + shades[above]) / 2.0;
    return (here - shades[0]) / (shades[255] - shades[0]);
  }

  /** Either polarity, and the whole range of ink and of background. */
  @Test
  void drawsEveryTone() {
    int inverted = 0;
    float darkestInk = 255;
    float brightestInk = 0;
    float darkestGround = 255;
    float brightestGround = 0;
    int draws = 2000;
    for (int seed = 0; seed < draws; seed++) {
      float[] shades = toned(seed);
      inverted += shades[255] < shades[0] ? 1 : 0;
      darkestInk = Math.min(darkestInk, shades[255]);
      brightestInk = Math.max(brightestInk, shades[255]);
      darkestGround = Math.min(darkestGround, shades[0]);
      brightestGround = Math.max(brightestGround, shades[0]);
    }

    assertThat(inverted / (double) draws).isCloseTo(0.5, within(5 * 0.5 / Math.sqrt(draws)));
    assertThat(darkestInk).isLessThan(2);
    assertThat(darkestGround).isLessThan(2);
    assertThat(brightestInk).isGreaterThan(253);
    assertThat(brightestGround).isGreaterThan(253);
  }
}
