package mnist.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mnist.InvalidInputException;
import org.junit.jupiter.api.Test;

class ConfidenceSettingsTest {

  @Test
  void anyErrorRateFromAboveNoneToAllIsTaken() {
    assertThat(new ConfidenceSettings(1, 0, false).accepts()).isFalse();
    assertThat(new ConfidenceSettings(Double.MIN_VALUE, 0, false).accepts()).isTrue();
    for (double rate : new double[] {0, -0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new ConfidenceSettings(rate, 0, false))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("score.max-error-rate must be above 0 to 1");
    }
  }

  @Test
  void anyShareOfFalseRefusalsFromNoneToBelowAllIsTaken() {
    assertThat(new ConfidenceSettings(1, 0, false).refusesNovelty()).isFalse();
    assertThat(new ConfidenceSettings(1, 0.25, false).refusesNovelty()).isTrue();
    assertThat(new ConfidenceSettings(1, 0.25, false).greatestNovelty()).isEqualTo(0.75f);
    assertThat(new ConfidenceSettings(1, 0.01, false).greatestNovelty()).isEqualTo(0.99f);
    for (double share : new double[] {1, -0.1, Double.NaN}) {
      assertThatThrownBy(() -> new ConfidenceSettings(1, share, false))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("score.max-false-refusals must be 0 to below 1");
    }
  }

  @Test
  void aModelNeedsACalibrationOnlyForWhatComesOfIt() {
    assertThat(new ConfidenceSettings(1, 0, false).needCalibration()).isFalse();
    assertThat(new ConfidenceSettings(1, 0, true).needCalibration()).isTrue();
    assertThat(new ConfidenceSettings(0.01, 0, false).needCalibration()).isTrue();
    assertThat(new ConfidenceSettings(1, 0.01, false).needCalibration()).isTrue();
  }
}
