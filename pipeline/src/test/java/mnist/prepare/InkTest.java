package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Strokes in pictures of 20 x 30 pixels. */
class InkTest {

  @Test
  void onAPlainBackgroundEverythingBrighterIsInk() throws NoDigitException {
    Ink ink = Ink.of(stroke(10, 110));

    assertThat(ink.floor()).isZero();
    assertThat(ink.full()).isEqualTo(100);
    assertThat(ink.amounts().values()).containsOnly(0, 100);
    assertThat(ink.amounts().values()[8 * 30 + 11]).isEqualTo(100);
  }

  /**
   * Black and white need no more background than ink, unless half of the picture is of other
   * shades.
   */
  @Test
  void twoShadesAreInkAndAPlainBackground() throws NoDigitException {
    Plane bright = stroke(110, 10);
    assertThat(Ink.of(bright).amounts().values()).containsOnly(0, 100);

    for (int i = 0; i < bright.values().length / 2 + 1; i++) {
      bright.values()[i] = 60;
    }
    assertThat(Ink.of(bright).amounts().values()).doesNotContain(50);
  }

  @Test
  void blackOnWhiteIsFullInk() throws NoDigitException {
    assertThat(Ink.of(stroke(0, 229)).full()).isEqualTo(229);
    assertThat(Ink.of(stroke(0, 230)).full()).isEqualTo(255);
  }

  @Test
  void faintPicturesAreBlank() throws NoDigitException {
    assertThat(Ink.of(stroke(100, 108)).full()).isEqualTo(8);
    assertThatThrownBy(() -> Ink.of(stroke(100, 107))).hasMessage(NoDigitException.BLANK);
  }

  /**
   * Of the pixels that are neither ink nor beside it, 8 of 10 stay below a quarter of the floor.
   */
  @Test
  void theFloorIsFourTimesWhatTheBackgroundReaches() throws NoDigitException {
    Plane specked = stroke(0, 200);
    Random random = new Random(1);
    for (int i = 0; i < specked.values().length; i++) {
      if (specked.values()[i] == 0 && random.nextInt(10) < 4) {
        specked.values()[i] = 6;
      }
    }
    assertThat((double) Ink.of(specked).floor()).isCloseTo(24, within(0.1));
  }

  @Test
  void fewSpecksMakeNoFloor() throws NoDigitException {
    Plane specked = stroke(0, 200);
    for (int i = 0; i < specked.values().length; i += 10) {
      specked.values()[i] = Math.max(6, specked.values()[i]);
    }
    assertThat(Ink.of(specked).floor()).isZero();
  }

  /** The background rises by a shade a column; the opening takes all of it away. */
  @Test
  void shadowsAreTakenAway() throws NoDigitException {
    Plane shaded = stroke(0, 120);
    for (int i = 0; i < shaded.values().length; i++) {
      shaded.values()[i] += i % 30 * 2;
    }
    Ink ink = Ink.of(shaded);

    float[] amounts = ink.amounts().values();
    assertThat((double) ink.full()).isCloseTo(120, within(25.0));
    for (int row = 0; row < 20; row++) {
      for (int column = 0; column < 30; column++) {
        boolean isInk = stroke(0, 1).values()[row * 30 + column] > 0;
        assertThat(amounts[row * 30 + column] > ink.full() / 2).isEqualTo(isInk);
      }
    }
    assertThat(ink.floor()).isLessThan(ink.full() / 2);
  }

  @Test
  void shadowsAloneAreBlank() {
    Plane shade = new Plane(20, 30);
    for (int i = 0; i < shade.values().length; i++) {
      shade.values()[i] = i % 30;
    }
    assertThatThrownBy(() -> Ink.of(shade)).hasMessage(NoDigitException.BLANK);
  }

  @Test
  void noiseIsNoInkWhereThereAreEnoughPixelsToTell() throws NoDigitException {
    assertThatThrownBy(() -> Ink.of(noise(16, 16))).hasMessage(NoDigitException.NOISE);
    assertThat(Ink.of(noise(15, 17)).full()).isPositive();
  }

  private static Plane noise(int height, int width) {
    Plane noise = new Plane(height, width);
    Random random = new Random(3);
    for (int i = 0; i < noise.values().length; i++) {
      noise.values()[i] = (float) (128 + 30 * random.nextGaussian());
    }
    return noise;
  }

  private static Plane stroke(int background, int ink) {
    Plane plane = new Plane(20, 30);
    for (int row = 0; row < 20; row++) {
      for (int column = 0; column < 30; column++) {
        boolean isInside = row >= 5 && row < 15 && column >= 10 && column < 13;
        plane.values()[row * 30 + column] = isInside ? ink : background;
      }
    }
    return plane;
  }
}
