package mnist.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import mnist.evaluate.Comparison;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTestTest {

  /** Two ways to disinfect soft contact lenses, in Tango's paper: z = 1.709 at a margin of 0.1. */
  @Test
  void scoreIsThatOfTangosExample() {
    assertThat(ScoreTest.score(44, 0, 1, -0.1)).isCloseTo(1.709, within(5e-4));
  }

  /**
   * Responses before and after therapy (Cavo and others, 2012), with the 95 % limits that R's
   * package contingencytables 3.0.0 gives for Tango's interval.
   */
  @ParameterizedTest
  @CsvSource({"-0.1240, 1.96", "-0.0054, -1.96"})
  void scoreIsTheNormalQuantileAtPublishedLimits(double limit, double quantile) {
    assertThat(ScoreTest.score(161, 6, 16, limit)).isCloseTo(quantile, within(0.005));
  }

  /** The same package's exact unconditional McNemar test: P = 0.034053, two-sided. */
  @Test
  void pValueIsThatOfAPublishedExactTest() {
    assertThat(2 * ScoreTest.pValue(new Comparison(59, 6, 16, 80), 0))
        .isCloseTo(0.034053, within(3e-4));
  }

  /** Where nothing is gained or lost, the least favourable case has only losses: (1 - margin)^n. */
  @Test
  void withoutAnyDifferencePValueIsThatOfNoLossAtTheMargin() {
    assertThat(ScoreTest.pValue(new Comparison(500, 0, 0, 98), -0.005))
        .isCloseTo(Math.pow(0.995, 598), within(1e-5));
  }

  /**
   * Adds up every outcome that would be taken for better, whatever the share of images on which the
   * models differ.
   */
  @Property(tries = 6)
  void notMoreOftenThanAlphaIsTheSecondTakenForBetter(
      @ForAll @IntRange(min = 1, max = 16) int images,
      @ForAll @DoubleRange(min = -0.4, max = 0.3) double difference,
      @ForAll @DoubleRange(min = 0.01, max = 0.3) double alpha) {
    for (int point = 0; point <= 40; point++) {
      double least = Math.max(0, -difference);
      double lost = least + ((1 - difference) / 2 - least) * point / 40;
      double gained = lost + difference;
      double rejected = 0;
      for (int gains = 0; gains <= images; gains++) {
        for (int losses = 0; losses + gains <= images; losses++) {
          if (p(images, gains, losses, difference) <= alpha) {
            rejected += probability(images, gains, losses, gained, lost);
          }
        }
      }
      // The search for the least favourable share has gaps.
      assertThat(rejected).isLessThanOrEqualTo(alpha * 1.01);
    }
  }

  @Property(tries = 50)
  void eachGainSaysMoreAndEachLossLess(
      @ForAll @IntRange(min = 0, max = 30) int gains,
      @ForAll @IntRange(min = 0, max = 30) int losses,
      @ForAll @DoubleRange(min = -0.3, max = 0.3) double difference) {
    double score = ScoreTest.score(100, gains, losses, difference);

    assertThat(p(100, gains, losses, difference)).isBetween(0.0, 1.0);
    assertThat(ScoreTest.score(100, gains + 1, losses, difference))
        .isGreaterThanOrEqualTo(score - 1e-9);
    assertThat(ScoreTest.score(100, gains, losses + 1, difference))
        .isLessThanOrEqualTo(score + 1e-9);
  }

  /** At the margin, by draws of images one by one. */
  @ParameterizedTest
  @CsvSource({"600, 0.01, 0.010", "600, 0.01, 0.02", "600, 0.01, 0.06", "2500, 0.005, 0.012"})
  void aSecondModelThatLosesTheMarginPassesInOneOfTwentyAtMost(
      int images, double margin, double discordant) {
    int draws = 3000;
    double passed = passed(images, margin, (discordant - margin) / 2, draws);

    assertThat(passed).isLessThanOrEqualTo(0.05 + 3 * Math.sqrt(0.05 * 0.95 / draws));
  }

  /** Power's approximation against draws. */
  @ParameterizedTest
  @CsvSource({"0.005, 0.01", "0.01, 0.02", "0.02, 0.1"})
  void anEqualModelPassesAsOftenAsPowerSays(double margin, double discordant) {
    GateSettings settings = Judgings.settings(margin);
    Comparison typical =
        new Comparison(
            Math.round(1e4 * (1 - discordant)),
            Math.round(1e4 * discordant / 2),
            Math.round(1e4 * discordant / 2),
            0);
    int needed = (int) Power.of(typical, settings).imagesNeeded();

    double equal = equalPassed(needed, margin, discordant, 1000);

    assertThat(equal).isCloseTo(0.8, within(0.05));
  }

  /** The smallest loss that so many images show is the margin for which they are enough. */
  @Property(tries = 100)
  void detectableLossNeedsAsManyImages(
      @ForAll @IntRange(min = 50, max = 100_000) int images,
      @ForAll @IntRange(min = 0, max = 20) int gains,
      @ForAll @IntRange(min = 0, max = 20) int losses) {
    Comparison comparison = new Comparison(images - gains - losses, losses, gains, 0);
    double loss = Power.of(comparison, Judgings.settings(0.005)).detectableLoss();

    assertThat(loss).isBetween(0.0, 1.0);
    assertThat(Power.of(comparison, Judgings.settings(loss)).imagesNeeded())
        .isCloseTo(images, within(1 + images / 50L));
  }

  private static double passed(int images, double margin, double gained, int draws) {
    return share(images, margin, gained, gained + margin, draws);
  }

  private static double equalPassed(int images, double margin, double discordant, int draws) {
    return share(images, margin, discordant / 2, discordant / 2, draws);
  }

  private static double share(int images, double margin, double gained, double lost, int draws) {
    Random random = new Random(7);
    Map<Integer, Boolean> known = new HashMap<>();
    long passed =
        IntStream.range(0, draws)
            .filter(
                draw -> {
                  int gains = 0;
                  int losses = 0;
                  for (int image = 0; image < images; image++) {
                    double one = random.nextDouble();
                    if (one < gained) {
                      gains++;
                    } else if (one < gained + lost) {
                      losses++;
                    }
                  }
                  int g = gains;
                  int l = losses;
                  return known.computeIfAbsent(
                      gains * 10_000 + losses, key -> p(images, g, l, -margin) <= 0.05);
                })
            .count();
    return (double) passed / draws;
  }

  private static double p(int images, int gains, int losses, double difference) {
    return ScoreTest.pValue(new Comparison(images - gains - losses, losses, gains, 0), difference);
  }

  private static double probability(int images, int gains, int losses, double gained, double lost) {
    return CombinatoricsUtils.binomialCoefficientDouble(images, gains)
        * CombinatoricsUtils.binomialCoefficientDouble(images - gains, losses)
        * Math.pow(gained, gains)
        * Math.pow(lost, losses)
        * Math.pow(Math.max(0, 1 - gained - lost), images - gains - losses);
  }
}
