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
    assertThat(Corruption.SHIFT_2.exposure(DEFAULTS)).isEqualTo(Exposure.TRAINED);
  }

  @Test
  void whatTrainingJustReachedWasTrainedOn() {
    Map<String, String> settings = Map.of("augment.rotation-degrees", "15");

    assertThat(Corruption.ROTATE_15.exposure(settings)).isEqualTo(Exposure.TRAINED);
    assertThat(Corruption.ROTATE_30.exposure(settings)).isEqualTo(Exposure.WEAKER);
  }

  @Test
  void whatGoesFartherThanTrainingIsWeaker() {
    assertThat(Corruption.SHIFT_4.exposure(DEFAULTS)).isEqualTo(Exposure.WEAKER);
    assertThat(Corruption.ROTATE.exposure(DEFAULTS)).isEqualTo(Exposure.WEAKER);
  }

  @Test
  void whatIsOffOrUnknownWasNeverSeen() {
    assertThat(Corruption.SHOT_NOISE.exposure(DEFAULTS)).isEqualTo(Exposure.NEVER);
    assertThat(Corruption.GLASS_BLUR.exposure(DEFAULTS)).isEqualTo(Exposure.NEVER);
    assertThat(Corruption.FOG.exposure(DEFAULTS)).isEqualTo(Exposure.NEVER);
    assertThat(
            Corruption.ROTATE.exposure(
                Map.of("augment.enabled", "false", "augment.rotation-degrees", "90")))
        .isEqualTo(Exposure.NEVER);
  }

  /** By another key than usual; the nearest of those that are set counts. */
  @Test
  void shrinkingIsScalingToo() {
    assertThat(Corruption.SCALE.exposure(Map.of("augment.shrink-fraction", "0.3")))
        .isEqualTo(Exposure.TRAINED);
    assertThat(
            Corruption.SCALE_50.exposure(
                Map.of("augment.shrink-fraction", "0.3", "augment.zoom-fraction", "0")))
        .isEqualTo(Exposure.WEAKER);
    assertThat(
            Corruption.MOTION_BLUR.exposure(
                Map.of("augment.blur-pixels", "1", "augment.convolution-fraction", "0.1")))
        .isEqualTo(Exposure.WEAKER);
  }

  /** They are near, though they blur in other ways. */
  @Test
  void convolutionsAreNearToBlursAndEdges() {
    Map<String, String> convolution = Map.of("augment.convolution-fraction", "0.1");

    assertThat(Corruption.GLASS_BLUR.exposure(convolution)).isEqualTo(Exposure.WEAKER);
    assertThat(Corruption.MOTION_BLUR.exposure(convolution)).isEqualTo(Exposure.WEAKER);
    assertThat(Corruption.CANNY_EDGES.exposure(convolution)).isEqualTo(Exposure.WEAKER);
    assertThat(Corruption.GLASS_BLUR.exposure(Map.of("augment.blur-pixels", "1")))
        .isEqualTo(Exposure.TRAINED);
  }

  @Test
  void whatIsChangedInANearWayIsWeaker() {
    Map<String, String> tone = Map.of("augment.tone-fraction", "0.5");

    assertThat(Corruption.BRIGHTNESS.exposure(tone)).isEqualTo(Exposure.WEAKER);
    assertThat(Corruption.INVERSION.exposure(tone)).isEqualTo(Exposure.TRAINED);
    assertThat(Corruption.LOW_CONTRAST.exposure(tone)).isEqualTo(Exposure.TRAINED);
    assertThat(Corruption.FOG.exposure(tone)).isEqualTo(Exposure.NEVER);
    assertThat(Corruption.FOG.exposure(Map.of("augment.background-fraction", "0.1")))
        .isEqualTo(Exposure.WEAKER);
    assertThat(Corruption.ZIGZAG.exposure(Map.of("augment.lines-fraction", "0.1")))
        .isEqualTo(Exposure.WEAKER);
  }

  @Test
  void standInsAreNearToBackgroundsNeighboursAndTones() {
    Map<String, String> background = Map.of("augment.background-fraction", "0.1");

    assertThat(Corruption.BLENDED.exposure(background)).isEqualTo(Exposure.WEAKER);
    assertThat(Corruption.HOUSE_NUMBER.exposure(background)).isEqualTo(Exposure.NEVER);
    assertThat(Corruption.HOUSE_NUMBER.exposure(Map.of("augment.neighbours-fraction", "0.1")))
        .isEqualTo(Exposure.WEAKER);
    assertThat(Corruption.HOUSE_NUMBER.exposure(Map.of("augment.tone-fraction", "0.1")))
        .isEqualTo(Exposure.WEAKER);
  }

  @Test
  void settingsThatAreNoNumbersAreNamed() {
    assertThatThrownBy(() -> Corruption.ROTATE.exposure(Map.of("augment.rotation-degrees", "ten")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "expected a number for augment.rotation-degrees in its manifest, but found 'ten'");
  }
}
