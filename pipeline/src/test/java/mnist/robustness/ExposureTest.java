package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import mnist.InvalidInputException;
import org.junit.jupiter.api.Test;

class ExposureTest {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "augment.enabled", "true",
          "augment.rotation-degrees", "10.0",
          "augment.shift-fraction", "0.08",
          "augment.noise-deviation", "0.0");

  @Test
  void whatTrainingReachedWasTrainedOn() {
    assertThat(Change.SHIFT_2.exposure(DEFAULTS)).isEqualTo(Exposure.TRAINED);
  }

  @Test
  void whatGoesFartherThanTrainingIsWeaker() {
    assertThat(Change.SHIFT_4.exposure(DEFAULTS)).isEqualTo(Exposure.WEAKER);
    assertThat(Change.ROTATE.exposure(DEFAULTS)).isEqualTo(Exposure.WEAKER);
  }

  @Test
  void whatIsOffOrUnknownWasNeverSeen() {
    assertThat(Change.SHOT_NOISE.exposure(DEFAULTS)).isEqualTo(Exposure.NEVER);
    assertThat(Change.GLASS_BLUR.exposure(DEFAULTS)).isEqualTo(Exposure.NEVER);
    assertThat(Change.FOG.exposure(DEFAULTS)).isEqualTo(Exposure.NEVER);
    assertThat(
            Change.ROTATE.exposure(
                Map.of("augment.enabled", "false", "augment.rotation-degrees", "90")))
        .isEqualTo(Exposure.NEVER);
  }

  @Test
  void settingsThatAreNoNumbersAreNamed() {
    assertThatThrownBy(() -> Change.ROTATE.exposure(Map.of("augment.rotation-degrees", "ten")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "expected a number for augment.rotation-degrees in its manifest, but found 'ten'");
  }
}
