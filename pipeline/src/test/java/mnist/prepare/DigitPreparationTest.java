package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import mnist.picture.GrayPicture;
import mnist.prepare.PreparedDigit.Digit;
import mnist.prepare.PreparedDigit.NoDigit;
import org.junit.jupiter.api.Test;

class DigitPreparationTest {

  private static final DigitPreparation PREPARATION = new DigitPreparation(28, 28);

  @Test
  void blankPictureHasNoDigit() {
    assertThat(PREPARATION.prepare(new GrayPicture(40, 30, new byte[1200])))
        .isEqualTo(new NoDigit("no ink: the picture is blank"));
  }

  @Test
  void smallBarIsFittedIntoTwentyPixelsAndCentered() {
    byte[] pixels = new byte[100 * 100];
    for (int row = 10; row < 50; row++) {
      for (int column = 80; column < 85; column++) {
        pixels[row * 100 + column] = (byte) 255;
      }
    }

    byte[] image = ((Digit) PREPARATION.prepare(new GrayPicture(100, 100, pixels))).pixels();

    for (int row = 0; row < 28; row++) {
      assertThat(image[row * 28 + 14]).isEqualTo((byte) (row >= 5 && row < 25 ? 255 : 0));
    }
  }
}
