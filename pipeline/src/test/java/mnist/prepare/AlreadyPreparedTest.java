package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mnist.picture.GrayPicture;
import org.junit.jupiter.api.Test;

/** Blocks of ink in images of 28 x 28 pixels, of which a box of 20 is to be filled. */
class AlreadyPreparedTest {

  @Test
  void barsInTheMiddleAre() {
    assertThat(isPrepared(ink(255, 5, 25, 13, 16))).isTrue();
    assertThat(isPrepared(ink(230, 5, 25, 13, 16))).isTrue();
    assertThat(isPrepared(ink(255, 13, 16, 5, 25))).isTrue();
  }

  @Test
  void imagesOfAnotherSizeAreNot() {
    byte[] bar = ink(255, 5, 25, 13, 16);
    assertThat(AlreadyPrepared.is(new GrayPicture(28, 28, bar), 28, 27, 20)).isFalse();
    assertThat(AlreadyPrepared.is(new GrayPicture(28, 28, bar), 27, 28, 20)).isFalse();
    assertThat(AlreadyPrepared.is(new GrayPicture(28, 28, bar), 28, 28, 19)).isFalse();
    assertThat(AlreadyPrepared.is(new GrayPicture(28, 28, bar), 28, 28, 21)).isFalse();
  }

  @Test
  void faintInkIsNot() {
    assertThat(isPrepared(ink(229, 5, 25, 13, 16))).isFalse();
  }

  @Test
  void inkBesideTheMiddleIsNot() {
    assertThat(isPrepared(ink(255, 4, 24, 13, 16))).isFalse();
    assertThat(isPrepared(ink(255, 6, 26, 13, 16))).isFalse();
    assertThat(isPrepared(ink(255, 5, 25, 12, 15))).isFalse();
    assertThat(isPrepared(ink(255, 5, 25, 14, 17))).isFalse();
  }

  @Test
  void narrowAndWideStrokesAreNot() {
    assertThat(isPrepared(ink(255, 5, 25, 14, 15))).isFalse();
    assertThat(isPrepared(ink(255, 5, 25, 13, 17))).isTrue();
    assertThat(isPrepared(ink(255, 5, 25, 12, 17))).isFalse();
  }

  @Test
  void severalPiecesAreNot() {
    byte[] pieces = ink(255, 5, 14, 13, 16);
    fill(pieces, 255, 16, 25, 13, 16);
    assertThat(isPrepared(pieces)).isFalse();
  }

  /** With so much ink at one end that the centre of mass is in the middle nevertheless. */
  @Test
  void whatReachesTheEdgeIsNot() {
    byte[] top = ink(255, 0, 16, 13, 16);
    fill(top, 255, 16, 20, 5, 24);
    byte[] bottom = ink(255, 12, 28, 13, 16);
    fill(bottom, 255, 8, 12, 6, 23);
    for (byte[] image : List.of(top, bottom, transposed(top), transposed(bottom))) {
      assertThat(isPrepared(image)).isFalse();
    }
  }

  private static byte[] transposed(byte[] image) {
    byte[] transposed = new byte[28 * 28];
    for (int i = 0; i < transposed.length; i++) {
      transposed[i % 28 * 28 + i / 28] = image[i];
    }
    return transposed;
  }

  /** Teeth of two pixels, one apart, are one stroke that is longer than a digit's. */
  @Test
  void longStrokesAreNot() {
    byte[] comb = ink(255, 14, 16, 5, 25);
    for (int left = 5; left < 25; left += 3) {
      fill(comb, 255, 5, 25, left, left + 2);
    }
    assertThat(isPrepared(comb)).isFalse();
    byte[] few = ink(255, 14, 16, 5, 25);
    fill(few, 255, 5, 25, 8, 10);
    fill(few, 255, 5, 25, 20, 22);
    assertThat(isPrepared(few)).isTrue();
  }

  @Test
  void mostIsBackground() {
    byte[] onGray = ink(255, 5, 25, 13, 16);
    for (int i = 0; i < onGray.length; i++) {
      onGray[i] = onGray[i] == 0 ? 1 : onGray[i];
    }
    assertThat(isPrepared(onGray)).isFalse();
  }

  private static boolean isPrepared(byte[] pixels) {
    return AlreadyPrepared.is(new GrayPicture(28, 28, pixels), 28, 28, 20);
  }

  private static byte[] ink(int value, int top, int bottom, int left, int right) {
    byte[] pixels = new byte[28 * 28];
    fill(pixels, value, top, bottom, left, right);
    return pixels;
  }

  private static void fill(byte[] pixels, int value, int top, int bottom, int left, int right) {
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        pixels[row * 28 + column] = (byte) value;
      }
    }
  }
}
