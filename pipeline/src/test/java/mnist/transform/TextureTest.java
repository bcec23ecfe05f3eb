package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TextureTest {

  private static final int HEIGHT = 28;
  private static final int WIDTH = 20;

  @Property(tries = 500)
  void staysWithinItsRange(@ForAll long seed) {
    for (float value : Texture.draw(HEIGHT, WIDTH, new SplittableRandom(seed))) {
      assertThat(value).isBetween(0f, 1f);
    }
  }

  /** Stripes and checks by sines, whose inverse has straight flanks. */
  @Test
  void wavesHaveStraightFlanks() {
    int[] waves = new int[2];
    for (int seed = 0; seed < 1000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double steepness = Math.pow(12, random.nextDouble());
      int kind = random.nextInt(4);
      if (kind > 1) {
        continue;
      }
      waves[kind]++;
      double period = 3 * Math.pow((kind == 0 ? 100 : 25) / 3.0, random.nextDouble());
      double angle = random.nextDouble() * Math.PI;
      double phase = random.nextDouble();
      double acrossPhase = kind == 0 ? 0 : random.nextDouble();
      float[] values = Texture.draw(HEIGHT, WIDTH, new SplittableRandom(seed));
      for (int i = 0; i < values.length; i++) {
        int row = i / WIDTH;
        int column = i % WIDTH;
        double flank = flank(phase + (row * Math.sin(angle) + column * Math.cos(angle)) / period);
        if (kind == 1) {
          flank *=
              2 * flank(acrossPhase + (row * Math.cos(angle) - column * Math.sin(angle)) / period);
        }
        double steep = Math.max(0, Math.min(1, flank * steepness + 0.5));
        assertThat((double) values[i]).isCloseTo(steep * Math.min(1, period / 12), within(0.02));
      }
    }

    assertThat(waves[0]).isGreaterThan(200);
    assertThat(waves[1]).isGreaterThan(200);
  }

  private static double flank(double place) {
    return Math.asin(Math.cos(2 * Math.PI * place)) / Math.PI;
  }

  /** From one pixel to the next, over many textures: what changes fast changes by little. */
  @Test
  void finerTexturesVaryLess() {
    int coarse = 0;
    int flat = 0;
    for (int seed = 0; seed < 1000; seed++) {
      float[] values = Texture.draw(HEIGHT, WIDTH, new SplittableRandom(seed));
      float range = range(values);
      int crossings = crossings(values, range / 2);

      // A wave of a whole range has a period of 12 pixels, and checks are half as wide as high.
      if (range > 0.95f) {
        coarse++;
        assertThat(crossings).isLessThan(HEIGHT * WIDTH / 3);
      }
      flat += range < 0.02f ? 1 : 0;
    }

    // Between two edges that are far from each other there is nothing to see.
    assertThat(flat).isLessThan(50);
    assertThat(coarse).isBetween(200, 800);
  }

  /** How often a row goes from one half of the range to the other. */
  private static int crossings(float[] values, float middle) {
    int crossings = 0;
    for (int i = 1; i < values.length; i++) {
      if (i % WIDTH > 0 && values[i] > middle != values[i - 1] > middle) {
        crossings++;
      }
    }
    return crossings;
  }

  private static float range(float[] values) {
    float least = 1;
    float most = 0;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return most - least;
  }
}
