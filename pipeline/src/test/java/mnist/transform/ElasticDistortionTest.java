package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import mnist.Seeds;
import org.junit.jupiter.api.Test;

class ElasticDistortionTest {

  private static final int HEIGHT = 30;
  private static final int WIDTH = 26;

  /** Over many fields: mean 0, the paper's deviation, and rows apart from columns. */
  @Test
  void displacesByThePapersDeviation() {
    ElasticDistortion elastic = new ElasticDistortion(34, 4);
    int fields = 1000;
    double mean = 0;
    double square = 0;
    double product = 0;
    for (int i = 0; i < fields; i++) {
      float[] field = field(elastic, i);
      for (int row = 0; row < HEIGHT; row++) {
        for (int column = 0; column < WIDTH; column++) {
          double down = field[2 * row * WIDTH + column];
          double right = field[(2 * row + 1) * WIDTH + column];
          mean += down + right;
          square += down * down + right * right;
          product += down * right;
        }
      }
    }
    double count = 2.0 * fields * HEIGHT * WIDTH;

    assertThat(ElasticDistortion.deviation(34, 4)).isCloseTo(34 / (6.14 * 4), within(1e-3));
    assertThat(mean / count).isCloseTo(0, within(0.05));
    assertThat(Math.sqrt(square / count))
        .isCloseTo(ElasticDistortion.deviation(34, 4), within(0.05));
    assertThat(product / count).isCloseTo(0, within(0.1));
  }

  /**
   * As the paper's: noise that a Gaussian of sigma has smoothed is correlated over d pixels by
   * exp(-d^2 / (4 sigma^2)).
   */
  @Test
  void isAsSmoothAsAGaussianOfSigma() {
    for (int distance : new int[] {2, 4, 8}) {
      double together = 0;
      double square = 0;
      for (int i = 0; i < 400; i++) {
        float[] field = field(new ElasticDistortion(34, 4), i);
        for (int row = 0; row < HEIGHT; row++) {
          for (int column = 0; column + distance < WIDTH; column++) {
            double here = field[2 * row * WIDTH + column];
            double there = field[2 * row * WIDTH + column + distance];
            together += here * there;
            square += (here * here + there * there) / 2;
          }
        }
      }
      assertThat(together / square)
          .as("correlation over %d pixels", distance)
          .isCloseTo(Math.exp(-distance * distance / 64.0), within(0.05));
    }
  }

  /** A grid of one value displaces everything by it: the image moves as by an affine shift. */
  @Test
  void displacesTowardsWhereThePixelComesFrom() {
    float[] points = new float[6 * 2 * 5];
    for (int line = 0; line < 12; line += 2) {
      Arrays.fill(points, line * 5, line * 5 + 5, 1);
    }
    SmoothField down = new SmoothField(8, points, 2, 5);
    byte[] image = {10, 20, 30, 40, 50, 60};
    float[] moved = new float[6];

    AffineMap.about(0, 0, 0, 0, 1, 1, 0, 0).draw(image, 3, 2, down.values(3, 2), moved, 0);

    assertThat(moved).containsExactly(30f, 40f, 50f, 60f, 0f, 0f);
  }

  @Test
  void composesWithTheAffineMapInOneResampling() {
    float[] points = new float[6 * 2 * 5];
    Arrays.fill(points, 0.5f);
    SmoothField half = new SmoothField(8, points, 2, 5);
    byte[] image = {80, 40, 20, 0};
    float[] moved = new float[4];

    // Half a pixel each: two resamplings would have blurred it, one finds whole pixels.
    AffineMap.about(0, 0, 0, 0, 1, 1, -0.5, -0.5).draw(image, 2, 2, half.values(2, 2), moved, 0);

    assertThat(moved).containsExactly(80f, 40f, 20f, 0f);
  }

  /**
   * Half as smooth, as strong as its alpha says, and added to the field that there is without it.
   */
  @Test
  void addsAFinerFieldOfItsOwn() {
    double square = 0;
    double together = 0;
    for (int i = 0; i < 400; i++) {
      float[] both = field(new ElasticDistortion(34, 4, 9), i);
      float[] coarse = field(new ElasticDistortion(34, 4), i);
      float[] fine = field(new ElasticDistortion(0, 4, 9), i);
      for (int at = 0; at < both.length; at++) {
        assertThat(both[at]).isEqualTo(fine[at] + coarse[at]);
        square += fine[at] * fine[at];
        // Over two columns, of every row.
        together += at % WIDTH < 2 ? 0 : fine[at] * fine[at - 2];
      }
    }
    double count = 800.0 * HEIGHT * WIDTH;
    double variance = square / count;

    assertThat(Math.sqrt(variance)).isCloseTo(9 / (6.14 * 2), within(0.02));
    assertThat(together / (count * (WIDTH - 2) / WIDTH) / variance)
        .isCloseTo(Math.exp(-4 / 16.0), within(0.05));
    assertThat(new ElasticDistortion(0, 4, 1).isOff()).isFalse();
  }

  private static float[] field(ElasticDistortion elastic, long seed) {
    return elastic.displacements(
        HEIGHT, WIDTH, name -> new SplittableRandom(Seeds.of(seed, name.hashCode())));
  }
}
