package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Blocks in pictures of 40 x 50 pixels: which of them can't be strokes. */
class FilledShapeTest {

  @Test
  void squaresAreFilledFromTwentyPixelsOn() {
    assertThat(isRefused(block(10, 30, 15, 35, 0))).isTrue();
    assertThat(isRefused(block(10, 29, 15, 34, 0))).isFalse();
  }

  @Test
  void whatReachesTheEdgeMayBeAnything() {
    assertThat(isRefused(block(0, 20, 15, 35, 0))).isFalse();
    assertThat(isRefused(block(20, 40, 15, 35, 0))).isFalse();
    assertThat(isRefused(block(10, 30, 0, 20, 0))).isFalse();
    assertThat(isRefused(block(10, 30, 30, 50, 0))).isFalse();
    assertThat(isRefused(block(1, 21, 1, 21, 0))).isTrue();
    assertThat(isRefused(block(19, 39, 29, 49, 0))).isTrue();
  }

  @Test
  void framesAreStrokes() {
    Plane frame = block(8, 32, 10, 34, 0);
    for (int row = 12; row < 28; row++) {
      for (int column = 14; column < 30; column++) {
        frame.values()[row * 50 + column] = 40;
      }
    }
    assertThat(isRefused(frame)).isFalse();
  }

  /** Of a stroke so wide, too few pixels are deep enough to tell, unless they have a texture. */
  @Test
  void wideStrokesAreEvenlyDark() {
    assertThat(isRefused(block(15, 25, 12, 36, 0))).isFalse();
    assertThat(isRefused(block(15, 25, 12, 36, 5))).isFalse();
    assertThat(isRefused(block(15, 25, 12, 36, 30))).isTrue();
    assertThat(isRefused(block(8, 32, 20, 30, 30))).isTrue();
    assertThat(isRefused(block(15, 20, 12, 36, 30))).isFalse();
  }

  @Test
  void specksBesideAShapeDoNotMatter() {
    Plane withSpecks = block(10, 30, 15, 35, 0);
    withSpecks.values()[5 * 50 + 5] = 240;
    withSpecks.values()[35 * 50 + 45] = 240;
    assertThat(isRefused(withSpecks)).isTrue();
  }

  @Test
  void evenPicturesHaveNone() {
    assertThat(isRefused(new Plane(40, 50))).isFalse();
  }

  /** On a background of 40, ink of 240 with checks of an amplitude. */
  private static Plane block(int top, int bottom, int left, int right, int amplitude) {
    Plane plane = new Plane(40, 50);
    for (int row = 0; row < 40; row++) {
      for (int column = 0; column < 50; column++) {
        boolean isInside = row >= top && row < bottom && column >= left && column < right;
        int check = (row + column) % 2 == 0 ? amplitude : -amplitude;
        plane.values()[row * 50 + column] = isInside ? 240 + check : 40;
      }
    }
    return plane;
  }

  private static boolean isRefused(Plane bright) {
    try {
      FilledShape.reject(bright);
      return false;
    } catch (NoDigitException e) {
      assertThat(e).hasMessage(NoDigitException.NOT_STROKES);
      return true;
    }
  }
}
