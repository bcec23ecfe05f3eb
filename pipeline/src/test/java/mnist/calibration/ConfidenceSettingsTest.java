package mnist.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mnist.InvalidInputException;
import org.junit.jupiter.api.Test;

class ConfidenceSettingsTest {

  @Test
  void anyErrorRateFromAboveNoneToAllIsTaken() {
    assertThat(new ConfidenceSettings(1, false).accepts()).isFalse();
    assertThat(new ConfidenceSettings(Double.MIN_VALUE, false).accepts()).isTrue();
    for (double rate : new double[] {0, -0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new ConfidenceSettings(rate, false))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("score.max-error-rate must be above 0 to 1");
    }
  }

  @Test
  void aModelNeedsACalibrationOnlyForWhatComesOfIt() {
    assertThat(new ConfidenceSettings(1, false).needCalibration()).isFalse();
    assertThat(new ConfidenceSettings(1, true).needCalibration()).isTrue();
    assertThat(new ConfidenceSettings(0.01, false).needCalibration()).isTrue();
  }
}
