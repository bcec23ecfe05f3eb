package mnist.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mnist.InvalidInputException;
import org.junit.jupiter.api.Test;

class DoctorSettingsTest {

  @Test
  void aSecondIsTheLeast() {
    assertThatThrownBy(() -> new DoctorSettings(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("doctor.slot-timeout-seconds must be 1 or more, but was 0");
  }
}
