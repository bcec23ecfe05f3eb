package mnist.examination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import mnist.InvalidInputException;
import mnist.profile.Histogram;
import mnist.profile.Profile;
import mnist.profile.ProfileCounts;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.junit.jupiter.api.Test;

class PixelDriftTest {
  private static final int SIDE = SyntheticDigits.SIDE;
  private static final Profile REFERENCE = profile(100, 1, image -> image);

  private static Profile profile(int perClass, long seed, UnaryOperator<byte[]> change) {
    ProfileCounts counts = new ProfileCounts(SyntheticDigits.CLASSES);
    for (Digit digit : SyntheticDigits.draw(perClass, seed)) {
      counts.addImage(change.apply(digit.image()), SIDE, SIDE);
    }
    return counts.profile();
  }

  private static PixelDrift beside(Profile delivered) {
    return new PixelDrift(REFERENCE, delivered, "v0001");
  }

  private static Optional<Finding> finding(Profile delivered) {
    return beside(delivered).finding(TestSettings.refusing());
  }

  @Test
  void drawsOfTheSameImagesAreNoFinding() {
    for (int seed = 2; seed < 102; seed++) {
      assertThat(finding(profile(5 + seed % 20, seed, image -> image))).isEmpty();
    }
  }

  @Test
  void lowerContrastIsToldWithFigures() {
    Profile faint =
        profile(
            20,
            2,
            image -> {
              byte[] made = new byte[image.length];
              for (int i = 0; i < made.length; i++) {
                made[i] = (byte) ((image[i] & 0xFF) / 3);
              }
              return made;
            });

    Finding finding = finding(faint).orElseThrow();

    assertThat(finding.check()).isEqualTo(Check.PIXEL_DRIFT);
    assertThat(finding.harmful()).isTrue();
    assertThat(finding.sentence())
        .startsWith("200 images look otherwise than those that champion v0001 was trained on, by ")
        .contains(" of 8 measures: ", "contrast (PSI ", "ink (PSI ", ", above 0.25)")
        .doesNotContain("box_height");
    assertThat(finding.figures())
        .containsEntry("images", 200L)
        .containsEntry("max_psi", 0.25)
        .containsEntry("threshold_contrast", 0.25);
    assertThat((Double) finding.figures().get("psi_contrast")).isGreaterThan(1);
    assertThat((Double) finding.figures().get("psi_box_height")).isLessThan(0.25);
  }

  @Test
  void fewImagesAndBinsOfAnotherReleaseAreSaid() {
    assertThat(beside(profile(4, 2, image -> image)).obstacle(TestSettings.refusing()))
        .contains(
            "the delivery has 40 labelled images, and 50 are needed"
                + " (retrain.examination.min-images)");
    assertThat(beside(Profile.EMPTY).obstacle(TestSettings.refusing())).isPresent();
    Profile enough = profile(5, 2, image -> image);
    assertThat(beside(enough).obstacle(TestSettings.refusing())).isEmpty();

    TreeMap<String, Histogram> other = new TreeMap<>(REFERENCE.measures());
    other.put("ink", new Histogram(List.of(0.0, 1.0), List.of(1000L)));
    assertThatThrownBy(
            () ->
                new PixelDrift(new Profile(other), enough, "v0001")
                    .finding(TestSettings.refusing()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Cannot compare ink with the model's profile.json");
  }
}
