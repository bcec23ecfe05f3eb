package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Ink of pictures of 30 x 40 pixels, of which 100 is full. */
class StrokesTest {

  @Test
  void onAnEvenBackgroundAllThatHangsTogetherIsInk() throws NoDigitException {
    Plane ink = bar();
    fill(ink, 10, 5, 15, 13, 14);
    fill(ink, 250, 5, 6, 10, 11);

    Strokes strokes = strokes(ink, 0);

    assertThat(strokes.box()).isEqualTo(new Box(5, 10, 15, 14));
    Plane amounts = strokes.amounts();
    assertThat(amounts.height()).isEqualTo(10);
    assertThat(amounts.width()).isEqualTo(4);
    for (int row = 0; row < 10; row++) {
      assertThat(amounts.values()[row * 4]).isEqualTo(1);
      assertThat(amounts.values()[row * 4 + 2]).isEqualTo(1);
      assertThat(amounts.values()[row * 4 + 3]).isEqualTo(0.1f);
    }
  }

  /** 30 of 100 at least, and what noise reaches at least. */
  @Test
  void onAnUnevenBackgroundFaintInkIsNone() throws NoDigitException {
    assertThat(widthWithHalo(30, 10)).isEqualTo(3);
    assertThat(widthWithHalo(31, 10)).isEqualTo(4);
    assertThat(widthWithHalo(40, 40)).isEqualTo(3);
    assertThat(widthWithHalo(41, 40)).isEqualTo(4);
  }

  private static int widthWithHalo(float halo, float floor) throws NoDigitException {
    Plane ink = bar();
    fill(ink, halo, 5, 15, 13, 14);
    return strokes(ink, floor).box().width();
  }

  @Test
  void faintInkAloneIsNone() {
    Plane faint = new Plane(30, 40);
    fill(faint, 30, 5, 15, 10, 13);
    assertThatThrownBy(() -> strokes(faint, 0)).hasMessage(NoDigitException.ONLY_LINES);
  }

  @Test
  void specksWithinTheBoxAreLeftOut() throws NoDigitException {
    Plane ink = bar();
    fill(ink, 100, 13, 15, 13, 20);
    fill(ink, 100, 7, 8, 17, 18);

    Strokes strokes = strokes(ink, 0);

    assertThat(strokes.box()).isEqualTo(new Box(5, 10, 15, 20));
    assertThat(strokes.amounts().values()[2 * 10 + 7]).isZero();
    assertThat(strokes.amounts().values()[9 * 10 + 9]).isEqualTo(1);
  }

  @Test
  void piecesOfADigitAreInOneBox() throws NoDigitException {
    Plane ink = bar();
    fill(ink, 100, 17, 20, 12, 16);

    assertThat(strokes(ink, 0).box()).isEqualTo(new Box(5, 10, 20, 16));
  }

  @Test
  void inkOfLessThanFivePixelsIsASpeck() throws NoDigitException {
    Plane small = new Plane(30, 40);
    fill(small, 100, 10, 14, 20, 24);
    assertThatThrownBy(() -> strokes(small, 0)).hasMessage(NoDigitException.ONLY_LINES);
    fill(small, 100, 14, 15, 20, 21);
    assertThat(strokes(small, 0).box().height()).isEqualTo(5);
  }

  /** Teeth of two pixels, one apart, that together are six times as long as their box. */
  @Test
  void noDigitHasStrokesSoLong() throws NoDigitException {
    Plane comb = new Plane(30, 40);
    fill(comb, 100, 14, 16, 5, 25);
    for (int left = 5; left < 25; left += 3) {
      fill(comb, 100, 5, 25, left, left + 2);
    }
    assertThatThrownBy(() -> strokes(comb, 0)).hasMessage(NoDigitException.NOISE);
    for (int left = 5; left < 25; left += 6) {
      fill(comb, 0, 5, 14, left, left + 2);
      fill(comb, 0, 16, 25, left, left + 2);
    }
    assertThat(strokes(comb, 0).box()).isEqualTo(new Box(5, 5, 25, 25));
  }

  private static Strokes strokes(Plane amounts, float floor) throws NoDigitException {
    return Strokes.of(new Ink(amounts, floor, 100));
  }

  private static Plane bar() {
    Plane ink = new Plane(30, 40);
    fill(ink, 100, 5, 15, 10, 13);
    return ink;
  }

  private static void fill(Plane plane, float value, int top, int bottom, int left, int right) {
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        plane.values()[row * 40 + column] = value;
      }
    }
  }
}
