package mnist.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import mnist.model.DigitModel;
import mnist.testing.SyntheticDigits;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OcclusionMapTest {

  private static final int SIDE = SyntheticDigits.SIDE;

  /** A fifth of 28 pixels. */
  private static final int PATCH = 6;

  /** Of white ink on black, and of black ink on white. */
  @ParameterizedTest
  @ValueSource(ints = {0, 255})
  void isTheMeanDropOverAllPatchesThatCoverAPixel(int background) {
    DigitModel model = ScorerTest.untrained();
    byte[] image = SyntheticDigits.draw(1, 8).get(3).image();
    for (int pixel = 0; pixel < image.length; pixel++) {
      boolean isOutermost =
          pixel < SIDE
              || pixel >= SIDE * (SIDE - 1)
              || pixel % SIDE == 0
              || pixel % SIDE == SIDE - 1;
      image[pixel] = (byte) (isOutermost ? background : image[pixel] ^ background);
    }
    OcclusionMap map;
    double[] expected = new double[SIDE * SIDE];
    try (LocalScorer scorer = new LocalScorer(model, new ScoreSettings(16, "onednn"))) {
      Prediction whole = scorer.predictions(List.of(image)).get(0);
      map = OcclusionMap.of(scorer, image, SIDE, SIDE, whole);
      double[][] drops = new double[SIDE - PATCH + 1][SIDE - PATCH + 1];
      for (int top = 0; top <= SIDE - PATCH; top += 2) {
        for (int left = 0; left <= SIDE - PATCH; left += 2) {
          byte[] covered = image.clone();
          for (int i = 0; i < PATCH * PATCH; i++) {
            covered[(top + i / PATCH) * SIDE + left + i % PATCH] = (byte) background;
          }
          drops[top][left] =
              whole.confidence()
                  - scorer.predictions(List.of(covered)).get(0).probabilities()[whole.prediction()];
        }
      }
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        expected[pixel] = mean(drops, pixel / SIDE, pixel % SIDE);
      }
    }

    assertThat(map.height()).isEqualTo(SIDE);
    assertThat(map.width()).isEqualTo(SIDE);
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      assertThat((double) map.drops()[pixel]).isCloseTo(expected[pixel], within(1e-6));
    }
    assertThat(Arrays.stream(expected).map(Math::abs).max().getAsDouble()).isGreaterThan(1e-4);
  }

  private static double mean(double[][] drops, int row, int column) {
    double sum = 0;
    int count = 0;
    for (int top = 0; top < drops.length; top += 2) {
      for (int left = 0; left < drops.length; left += 2) {
        if (row >= top && row < top + PATCH && column >= left && column < left + PATCH) {
          sum += drops[top][left];
          count++;
        }
      }
    }
    return sum / count;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 255})
  void whatHasNoInkWhereItIsCoveredLosesNothing(int background) {
    DigitModel model = ScorerTest.untrained();
    try (LocalScorer scorer = new LocalScorer(model, new ScoreSettings(16, "onednn"))) {
      byte[] blank = new byte[SIDE * SIDE];
      Arrays.fill(blank, (byte) background);

      OcclusionMap map =
          OcclusionMap.of(scorer, blank, SIDE, SIDE, scorer.predictions(List.of(blank)).get(0));

      assertThat(map.drops()).containsOnly(0f);
    }
  }

  @Test
  void wordsSayWhere() {
    assertThat(map(0, 0, 0, 0, 0.4f, 0, 0, 0, 0).description("7"))
        .isEqualTo("what speaks for 7 is most in the middle");
    assertThat(map(0.1f, 0, 0, 0, 0, 0, 0, -0.4f, 0).description("7"))
        .isEqualTo(
            "what speaks for 7 is most in the upper left, what speaks against it in the lower middle");
    assertThat(map(new float[9]).description("7")).isEqualTo("no part speaks for 7");
  }

  private static OcclusionMap map(float... drops) {
    return new OcclusionMap(3, 3, drops);
  }

  @Property
  void everyPixelIsCoveredAndLargeImagesHaveFewPatchesToo(
      @ForAll @IntRange(min = 1, max = 300) int height,
      @ForAll @IntRange(min = 1, max = 300) int width) {
    List<OcclusionMap.Patch> patches = OcclusionMap.patches(height, width);

    int[] counts = new int[height * width];
    patches.forEach(patch -> patch.forEach(width, pixel -> counts[pixel]++));
    assertThat(counts).doesNotContain(0);
    double squares = (double) Math.max(height, width) / Math.min(height, width);
    assertThat(patches).hasSizeLessThanOrEqualTo((int) Math.ceil(420 * squares));
  }
}
