package mnist.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import mnist.InvalidInputException;
import mnist.calibration.EnergyQuantiles;
import mnist.calibration.TemperatureScaling;
import mnist.drift.Drift.Verdict;
import mnist.profile.Histogram;
import mnist.profile.Measure;
import mnist.profile.Profile;
import mnist.profile.ProfileCounts;
import org.junit.jupiter.api.Test;

class DriftTest {

  private static final DriftSettings WARN = DriftSettings.of("warn", 0.25, 30);
  private static final AnswerCounter COUNTER =
      new AnswerCounter(
          new TemperatureScaling(2), new EnergyQuantiles(4, List.of(-9f, -6f, -4f, -1f)));

  /** Answers by chance, whose energies and doubts are moved. */
  private static Profile answers(Random random, int count, double moved) {
    ProfileCounts counts = new ProfileCounts(3);
    for (int i = 0; i < count; i++) {
      float doubt = (float) (0.6 * Math.min(1, random.nextDouble() + moved));
      int prediction = random.nextInt(3);
      float[] probabilities = {doubt / 2, doubt / 2, doubt / 2};
      probabilities[prediction] = 1 - doubt;
      COUNTER.add(
          counts, prediction, 1 - doubt, (float) (-10 + 10 * random.nextDouble() + 5 * moved));
      COUNTER.addCalibrated(counts, prediction, probabilities);
    }
    return counts.profile();
  }

  @Test
  void seededDrawsOfTheSameAnswersRaiseNoAlarm() {
    Profile reference = answers(new Random(1), 5000, 0);
    Random random = new Random(2);
    for (int draw = 0; draw < 200; draw++) {
      Drift drift = Drift.of(reference, answers(random, 30 + 10 * draw, 0), WARN);

      assertThat(drift.verdict()).as(drift.summary()).isEqualTo(Verdict.STABLE);
    }
  }

  @Test
  void otherAnswersAreToldByTheirMeasures() {
    Profile reference = answers(new Random(1), 5000, 0);

    Drift drift = Drift.of(reference, answers(new Random(3), 300, 0.5), WARN);

    assertThat(drift.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(drift.drifted())
        .extracting(MeasureDrift::measure)
        .containsExactlyInAnyOrder("confidence", "novelty");
    assertThat(drift.summary()).startsWith("drift in 2 of 3 measures, most in ");
    assertThat(Drift.of(reference, reference, WARN).measures())
        .allSatisfy(
            measure -> {
              assertThat(measure.psi()).isZero();
              assertThat(measure.jensenShannon()).isZero();
            });
  }

  /** By the probabilities themselves: at temperature 2, in proportion to their square roots. */
  @Test
  void accuracyIsTheMeanOfCalibratedConfidences() {
    ProfileCounts counts = new ProfileCounts(3);
    double sum = 0;
    for (int i = 1; i <= 1000; i++) {
      float doubt = 0.6f * i / 1000;
      COUNTER.addCalibrated(counts, 0, new float[] {1 - doubt, doubt / 2, doubt / 2});
      sum += Math.sqrt(1 - doubt) / (Math.sqrt(1 - doubt) + 2 * Math.sqrt(doubt / 2));
    }
    Profile run = counts.profile();
    Histogram calibrated = run.of(Measure.CALIBRATED).orElseThrow();

    AccuracyEstimate estimate = AccuracyEstimate.of(calibrated, calibrated);

    assertThat(estimate.images()).isEqualTo(1000);
    assertThat(estimate.estimate()).isCloseTo(sum / 1000, within(0.002));
    // Of 500 images, as which both are worth together.
    double error = 1.96 * Math.sqrt(estimate.estimate() * (1 - estimate.estimate()) / 500);
    assertThat(estimate.high() - estimate.low()).isCloseTo(2 * error, within(0.002));
    assertThat(estimate.estimate()).isBetween(estimate.low(), estimate.high());
  }

  @Test
  void fewImagesSayNothingAndOtherEdgesAreRefused() {
    Profile reference = answers(new Random(1), 500, 0);
    assertThat(Drift.of(reference, answers(new Random(2), 29, 0.9), WARN).summary())
        .isEqualTo("drift: 29 images are too few to tell, 30 are needed");

    TreeMap<String, Histogram> other = new TreeMap<>(reference.measures());
    other.put("novelty", new Histogram(List.of(0.0, 1.0), List.of(500L)));
    assertThatThrownBy(() -> Drift.of(new Profile(other), reference, WARN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "Cannot compare novelty with the model's profile.json: its histogram has other edges");
    assertThatThrownBy(() -> DriftSettings.of("loud", 0.25, 30))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("score.drift.action")
        .hasMessageContaining("off, warn, fail");
    assertThatThrownBy(() -> DriftSettings.of("warn", 0, 30))
        .hasMessageContaining("score.drift.max-psi");
  }
}
