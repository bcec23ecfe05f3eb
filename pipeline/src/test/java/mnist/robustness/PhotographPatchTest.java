package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhotographPatchTest {

  private static final int SIDE = 28;
  private static final int DRAWS = 400;

  /** Two places show the same thing the less, the farther they are apart. */
  @Test
  void leavesAreOfAllSizes() {
    int[] same = new int[SIDE];
    for (int id = 0; id < DRAWS; id++) {
      int[] leaves = DeadLeaves.draw(new Chance(id));
      assertThat(leaves).doesNotContain(-1);
      for (int apart = 1; apart < SIDE; apart++) {
        same[apart] += leaves[10 * SIDE] == leaves[10 * SIDE + apart] ? 1 : 0;
      }
    }

    assertThat(same[1]).isBetween(DRAWS * 7 / 10, DRAWS * 9 / 10);
    assertThat(same[4]).isLessThan(same[1] - DRAWS / 10).isGreaterThan(same[16] + DRAWS / 10);
    assertThat(same[16]).isBetween(1, DRAWS * 3 / 10);
  }

  @Test
  void mostHaveLittleContrastAndAFewMuch() {
    double[] means = new double[DRAWS];
    double[] deviations = new double[DRAWS];
    for (int id = 0; id < DRAWS; id++) {
      float[] green = PhotographPatch.draw(new Chance(id))[1];
      assertThat(green).hasSize(SIDE * SIDE);
      double mean = IntStream.range(0, green.length).mapToDouble(i -> green[i]).sum() / 784;
      means[id] = mean;
      deviations[id] =
          Math.sqrt(
              IntStream.range(0, green.length)
                      .mapToDouble(i -> (green[i] - mean) * (green[i] - mean))
                      .sum()
                  / 784);
      for (float shade : green) {
        assertThat(shade).isBetween(0f, 255f);
      }
    }
    Arrays.sort(means);
    Arrays.sort(deviations);

    assertThat(means[DRAWS / 2]).isBetween(95.0, 125.0);
    assertThat(means[DRAWS / 10]).isBetween(20.0, 60.0);
    assertThat(means[DRAWS * 9 / 10]).isBetween(160.0, 200.0);
    assertThat(deviations[DRAWS / 10]).isBetween(5.0, 13.0);
    assertThat(deviations[DRAWS / 2]).isBetween(15.0, 25.0);
    assertThat(deviations[DRAWS * 9 / 10]).isBetween(30.0, 50.0);
  }

  @Test
  void channelsAreAlikeButNotTheSame() {
    double sum = 0;
    for (int id = 0; id < DRAWS; id++) {
      float[][] patch = PhotographPatch.draw(new Chance(id));
      sum += correlation(patch[0], patch[2]);
    }

    assertThat(sum / DRAWS).isBetween(0.85, 0.97);
  }

  private static double correlation(float[] first, float[] second) {
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < first.length; i++) {
      x += first[i];
      y += second[i];
      xx += first[i] * first[i];
      yy += second[i] * second[i];
      xy += first[i] * second[i];
    }
    int n = first.length;
    double both = Math.sqrt((n * xx - x * x) * (n * yy - y * y));
    return both == 0 ? 1 : (n * xy - x * y) / both;
  }
}
