package mnist.jobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import mnist.calibration.Calibration;
import mnist.calibration.Calibration.Threshold;
import mnist.calibration.ConfidenceSettings;
import mnist.calibration.EnergyQuantiles;
import mnist.score.Prediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptanceTest {

  private static final List<Threshold> THRESHOLDS = List.of(new Threshold(0.01, 0.75f, 90, 0));

  private static final Calibration CALIBRATION =
      new Calibration(
          4, 2, 0.3, 0.2, THRESHOLDS, new EnergyQuantiles(4, List.of(-10f, -9f, -8f, -6f)));

  private static final ConfidenceSettings BOTH = new ConfidenceSettings(0.01, 0.25, false);

  private static final String UNSURE =
      "not sure enough: the confidence is below 0.7500, which the model needs to err in 1 % of its"
          + " accepted answers at most";
  private static final String UNLIKE =
      "unlike the digits that it learned from: the novelty is above 0.75, which about 25 % of"
          + " its validation images exceed";

  private static final String UNKNOWN =
      "an earlier release trained the model, without a calibration that tells what to accept";

  private static Prediction prediction(float confidence, float energy) {
    return new Prediction(0, new float[] {confidence, 1 - confidence}, energy);
  }

  @Test
  void refusesWhatIsUnlikeOrUnsureAndSaysWhy() {
    Acceptance acceptance = Acceptance.of(BOTH, Optional.of(CALIBRATION));

    assertAnswer(acceptance, prediction(0.75f, -6f), 0.75f, true, null);
    assertAnswer(acceptance, prediction(0.7f, -6f), 0.75f, false, UNSURE);
    assertAnswer(acceptance, prediction(0.75f, -5f), 1f, false, UNLIKE);
    assertAnswer(acceptance, prediction(0.7f, -5f), 1f, false, UNLIKE + "; and " + UNSURE);
  }

  @ParameterizedTest
  @CsvSource({"0.07, 7 %", "0.001, 0.1 %", "0.1, 10 %", "1e-5, 0.001 %"})
  void sharesAreToldAsTheyWereGiven(double share, String told) {
    Acceptance acceptance =
        Acceptance.of(new ConfidenceSettings(1, share, false), Optional.of(CALIBRATION));

    assertThat(acceptance.reason(prediction(0.75f, 5f))).contains(", which about " + told + " of ");
  }

  @Test
  void tellsNoveltyWhereItDecidesNothing() {
    Acceptance acceptance =
        Acceptance.of(new ConfidenceSettings(1, 0, false), Optional.of(CALIBRATION));

    assertAnswer(acceptance, prediction(0.1f, -5f), 1f, true, null);
  }

  @Test
  void aModelOfAnEarlierReleaseIsJudgedByWhatItKnows() {
    Acceptance noEnergies =
        Acceptance.of(BOTH, Optional.of(new Calibration(4, 2, 0.3, 0.2, THRESHOLDS, null)));
    Acceptance nothing = Acceptance.of(BOTH, Optional.empty());

    assertAnswer(noEnergies, prediction(0.75f, -5f), null, true, null);
    assertAnswer(noEnergies, prediction(0.7f, -5f), null, false, UNSURE);
    assertAnswer(nothing, prediction(0.75f, -5f), null, null, UNKNOWN);
  }

  /** As score ends with an error. */
  @Test
  void aModelOfAnEarlierReleaseDoesNotKnowWhereNoveltyAloneDecides() {
    Acceptance noEnergies =
        Acceptance.of(
            new ConfidenceSettings(1, 0.01, false),
            Optional.of(new Calibration(4, 2, 0.3, 0.2, THRESHOLDS, null)));

    assertAnswer(noEnergies, prediction(0.75f, -5f), null, null, UNKNOWN);
  }

  @Test
  void aDivergedModelIsNeverSure() {
    Acceptance all = Acceptance.of(new ConfidenceSettings(1, 0, false), Optional.empty());

    assertAnswer(all, prediction(0.1f, -5f), null, true, null);
    assertAnswer(
        all,
        prediction(Float.NaN, Float.NaN),
        null,
        false,
        "not sure enough: the confidence isn't a number, as of a model whose training has diverged");
  }

  @Test
  void aModelWithoutAThresholdAcceptsNothing() {
    Acceptance acceptance =
        Acceptance.of(BOTH, Optional.of(new Calibration(4, 2, 0.3, 0.2, List.of(), null)));

    assertAnswer(
        acceptance,
        prediction(1f, -9f),
        null,
        false,
        "not sure enough: on its validation images, no confidence made the model err in 1 % or"
            + " less");
  }

  private static void assertAnswer(
      Acceptance acceptance,
      Prediction prediction,
      Float novelty,
      Boolean accepted,
      String reason) {
    assertThat(acceptance.novelty(prediction)).isEqualTo(novelty);
    assertThat(acceptance.accepts(prediction)).isEqualTo(accepted);
    assertThat(acceptance.reason(prediction)).isEqualTo(reason);
  }
}
