package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NeighboursTest {

  private static final int SIDE = 28;
  private static final int TOP = 6;
  private static final int LEFT = 12;
  private static final int DRAWS = 600;
  private static final float INK = 100;
  private static final List<byte[]> BESIDE = List.of(bar(20, 180), bar(3, 250));

  /** Four pixels wide, ten high. */
  private static byte[] bar(int left, int shade) {
    byte[] image = new byte[SIDE * SIDE];
    for (int row = TOP; row < TOP + 10; row++) {
      Arrays.fill(image, row * SIDE + left, row * SIDE + left + 4, (byte) shade);
    }
    return image;
  }

  private static float[] drawn(List<byte[]> beside, long seed) {
    float[] pixels = new float[SIDE * SIDE];
    byte[] own = bar(LEFT, (int) INK);
    for (int i = 0; i < own.length; i++) {
      pixels[i] = own[i];
    }
    new Neighbours(1).apply(beside, pixels, 0, SIDE, SIDE, new SplittableRandom(seed));
    return pixels;
  }

  /** One, the other or both, each as often; none over the digit or at its edge. */
  @Test
  void standAtTheirSides() {
    int[] times = new int[4];
    for (int seed = 0; seed < DRAWS; seed++) {
      float[] pixels = drawn(BESIDE, seed);
      float left = most(pixels, 0, LEFT - 1);
      float right = most(pixels, LEFT + 5, SIDE);

      assertThat(most(pixels, LEFT, LEFT + 4)).isEqualTo(INK);
      assertThat(left).isBetween(0f, 180f);
      assertThat(right).isBetween(0f, 250f);
      // The nearest of their pixels that count as ink.
      assertThat(most(pixels, LEFT - 1, LEFT)).isLessThan(180);
      assertThat(most(pixels, LEFT + 4, LEFT + 5)).isLessThan(250);
      times[(left > 0 ? 1 : 0) + (right > 0 ? 2 : 0)]++;
    }

    assertThat(times[0]).isZero();
    for (int sides = 1; sides < times.length; sides++) {
      assertThat(times[sides] / (double) DRAWS)
          .isCloseTo(1 / 3.0, within(5 * Math.sqrt(2 / 9.0 / DRAWS)));
    }
  }

  /** As high as is drawn, as high up and as far away: bars drawn by the parts of their pixels. */
  @Test
  void standWhereTheyAreDrawn() {
    for (int seed = 0; seed < DRAWS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      random.nextDouble();
      int sides = random.nextInt(3);
      double[] expected = new double[SIDE * SIDE];
      if (sides != 1) {
        draw(expected, random, 180, true);
      }
      if (sides != 0) {
        draw(expected, random, 250, false);
      }
      float[] pixels = drawn(BESIDE, seed);
      for (int i = 0; i < pixels.length; i++) {
        boolean own = covered(i / SIDE, TOP, TOP + 9) * covered(i % SIDE, LEFT, LEFT + 3) > 0;
        double ink = Math.max(own ? INK : 0, expected[i]);
        assertThat((double) pixels[i]).as("%d, %d", seed, i).isCloseTo(ink, within(0.01));
      }
    }
  }

  private static void draw(double[] image, SplittableRandom random, int shade, boolean atLeft) {
    double size = 10 * (1 + 0.15 * (2 * random.nextDouble() - 1));
    double middle = TOP + 4.5 + 0.1 * size * (2 * random.nextDouble() - 1);
    double gap = 1.5 + 0.3 * size * random.nextDouble();
    double inner = atLeft ? LEFT - gap : LEFT + 3 + gap;
    for (int i = 0; i < image.length; i++) {
      // In the bar's own pixels, from its middle and from the edge that is nearer to the digit.
      double down = (i / SIDE - middle) * 10 / size;
      double out = (atLeft ? inner - i % SIDE : i % SIDE - inner) * 10 / size;
      double bar = shade * covered(down, -4.5, 4.5) * covered(out, 0, 3);
      image[i] = Math.max(image[i], bar);
    }
  }

  /**
   * How much of a pixel there is, between whole ones at its neighbours, from the first to the last.
   */
  private static double covered(double place, double first, double last) {
    return Math.max(0, Math.min(1, Math.min(place - first, last - place) + 1));
  }

  /** Some are cut off by the image's edge, some end before it. */
  @Test
  void touchTheEdgeAtTimes() {
    int touching = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      float[] pixels = drawn(List.of(BESIDE.get(1), wide()), seed);
      touching += most(pixels, SIDE - 1, SIDE) > 0 ? 1 : 0;
    }

    assertThat(touching).isBetween(DRAWS / 3, DRAWS * 2 / 3 + 60);
  }

  private static byte[] wide() {
    byte[] image = new byte[SIDE * SIDE];
    Arrays.fill(image, TOP * SIDE, (TOP + 10) * SIDE, (byte) 200);
    return image;
  }

  @Test
  void blankImagesAreNoNeighboursAndHaveNone() {
    byte[] blank = new byte[SIDE * SIDE];
    for (int seed = 0; seed < 20; seed++) {
      float[] pixels = new float[SIDE * SIDE];
      new Neighbours(1).apply(BESIDE, pixels, 0, SIDE, SIDE, new SplittableRandom(seed));
      assertThat(pixels).containsOnly(0);

      assertThat(most(drawn(List.of(blank, blank), seed), 0, LEFT)).isZero();
    }
  }

  @Test
  void thereAreNoneWithoutOtherImages() {
    byte[] image = bar(LEFT, 100);
    Augmentation neighbours = Augmentations.only(new Neighbours(1));
    float[] alone = new float[SIDE * SIDE];
    float[] among = new float[SIDE * SIDE];
    neighbours.apply(image, SIDE, SIDE, 1, 1, 1, alone, 0);
    neighbours.apply(image, Augmentation.NO_LABEL, BESIDE, SIDE, SIDE, 1, 1, 1, among, 0);

    for (int i = 0; i < image.length; i++) {
      assertThat(alone[i]).isEqualTo(image[i]);
    }
    assertThat(among).isNotEqualTo(alone);
  }

  /** From a column to before another. */
  private static float most(float[] pixels, int from, int to) {
    float most = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = from; column < to; column++) {
        most = Math.max(most, pixels[row * SIDE + column]);
      }
    }
    return most;
  }
}
