package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import mnist.picture.GrayPicture;
import org.junit.jupiter.api.Test;

class NaivePictureTest {

  private static final byte[] INK = {0, 0, 0, 0, 0, (byte) 250, 100, 0, 0, 0, 50, 0, 0, 0, 0, 0};

  @Test
  void aDarkPictureOfTheSizeStaysAsItIs() {
    assertThat(NaivePicture.of(new GrayPicture(4, 4, INK), 4, 4)).isEqualTo(INK);
  }

  @Test
  void aBrightOneIsInverted() {
    byte[] onPaper = new byte[INK.length];
    for (int i = 0; i < INK.length; i++) {
      onPaper[i] = (byte) (255 - (INK[i] & 0xFF));
    }

    assertThat(NaivePicture.of(new GrayPicture(4, 4, onPaper), 4, 4)).isEqualTo(INK);
  }

  @Test
  void partsOfPixelsCountByTheirArea() {
    byte[] three = new byte[9];
    Arrays.fill(three, (byte) 0);
    three[4] = (byte) 180;

    // Each of the four takes a quarter of the middle pixel, of 2.25 pixels in all.
    assertThat(NaivePicture.of(new GrayPicture(3, 3, three), 2, 2)).containsExactly(20, 20, 20, 20);
  }
}
