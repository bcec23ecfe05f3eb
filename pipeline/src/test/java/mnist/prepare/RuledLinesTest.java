package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines across a mask of 50 x 60 pixels with a block of ink in its middle. */
class RuledLinesTest {

  private static final int HEIGHT = 50;
  private static final int WIDTH = 60;

  /** The thickest line of rows is of 4 pixels, 0.08 of 50. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void linesAlongRowsGo(int thickness) {
    assertThat(removed(with(inked(), 5, 5 + thickness, 0, WIDTH))).isEqualTo(inked());
    assertThat(removed(with(inked(), HEIGHT - thickness, HEIGHT, 0, WIDTH))).isEqualTo(inked());
    assertThat(removed(with(inked(), 0, thickness, 0, WIDTH))).isEqualTo(inked());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void linesAlongColumnsGo(int thickness) {
    assertThat(removed(with(inked(), 0, HEIGHT, 5, 5 + thickness))).isEqualTo(inked());
    assertThat(removed(with(inked(), 0, HEIGHT, WIDTH - thickness, WIDTH))).isEqualTo(inked());
  }

  @Test
  void bothKindsGoTogether() {
    boolean[] ruled = with(with(inked(), 5, 7, 0, WIDTH), 0, HEIGHT, 50, 52);
    assertThat(removed(ruled)).isEqualTo(inked());
  }

  @Test
  void thickLinesStay() {
    assertStays(with(inked(), 5, 14, 0, WIDTH));
    assertStays(with(inked(), 0, HEIGHT, 5, 14));
  }

  /** Of 60 pixels, 51 have to be ink. */
  @Test
  void linesMayHaveGaps() {
    boolean[] ruled = with(inked(), 5, 7, 0, WIDTH);
    erase(ruled, 5, 7, 20, 29);
    assertThat(removed(ruled)).isEqualTo(inked());
    erase(ruled, 5, 7, 29, 30);
    assertStays(ruled);
  }

  @Test
  void linesThatDoNotReachBothEndsStay() {
    assertStays(with(inked(), 5, 7, 0, WIDTH - 1));
    assertStays(with(inked(), 5, 7, 1, WIDTH));
    assertStays(with(inked(), 0, HEIGHT - 1, 5, 7));
  }

  /** Up to 0.06 of a picture's width: 3 pixels. */
  @ParameterizedTest
  @ValueSource(ints = {-3, -1, 1, 2, 3})
  void slopingLinesGo(int shift) {
    boolean[] ruled = inked();
    for (int column = 0; column < WIDTH; column++) {
      int row = 8 + Math.floorDiv(shift * column, WIDTH);
      with(ruled, row, row + 2, column, column + 1);
    }
    assertThat(removed(ruled)).isEqualTo(inked());
  }

  @Test
  void steepLinesStay() {
    boolean[] ruled = inked();
    for (int column = 0; column < WIDTH; column++) {
      int row = 8 + Math.floorDiv(5 * column, WIDTH);
      with(ruled, row, row + 1, column, column + 1);
    }
    assertStays(ruled);
  }

  @Test
  void strokesThatCrossALineStayWhole() {
    boolean[] crossed = with(inked(), 10, 40, 28, 32);
    assertThat(removed(with(crossed.clone(), 13, 15, 0, WIDTH))).isEqualTo(crossed);
  }

  @Test
  void raggedPixelsBesideALineGo() {
    boolean[] ragged = with(inked(), 5, 7, 0, WIDTH);
    with(ragged, 4, 5, 10, 12);
    with(ragged, 7, 8, 40, 41);
    assertThat(removed(ragged)).isEqualTo(inked());
  }

  @Test
  void strokesThatEndOnALineKeepWhatIsBesideIt() {
    boolean[] above = with(inked(), 2, 4, 10, 14);
    with(above, 4, 5, 10, 14);
    assertThat(removed(with(above.clone(), 5, 7, 0, WIDTH))).isEqualTo(above);
    boolean[] below = with(inked(), 7, 11, 10, 14);
    assertThat(removed(with(below.clone(), 5, 7, 0, WIDTH))).isEqualTo(below);
  }

  @Test
  void linesStayWhereTheyAreAllThereIs() {
    assertStays(with(new boolean[HEIGHT * WIDTH], 5, 7, 0, WIDTH));
    // 0.005 of the pixels are 15.
    boolean[] few = with(new boolean[HEIGHT * WIDTH], 20, 23, 20, 25);
    assertStays(with(few, 5, 7, 0, WIDTH));
    boolean[] enough = with(with(new boolean[HEIGHT * WIDTH], 20, 23, 20, 25), 23, 24, 20, 21);
    assertThat(removed(with(enough.clone(), 5, 7, 0, WIDTH))).isEqualTo(enough);
  }

  @Test
  void linesStayWhereOtherInkIsAtTheEdge() {
    assertStays(with(with(inked(), 5, 7, 0, WIDTH), 0, 1, 30, 33));
    assertStays(with(with(inked(), 5, 7, 0, WIDTH), HEIGHT - 1, HEIGHT, 30, 33));
    assertStays(with(with(inked(), 5, 7, 0, WIDTH), 20, 23, 0, 1));
    assertStays(with(with(inked(), 5, 7, 0, WIDTH), 20, 23, WIDTH - 1, WIDTH));
    assertThat(removed(with(with(inked(), 5, 7, 0, WIDTH), 20, 23, 1, 2)))
        .isEqualTo(with(inked(), 20, 23, 1, 2));
  }

  /** Lines are at most 0.08 of a side thick, which is less than a pixel of 12. */
  @Test
  void smallPicturesHaveNoLines() {
    boolean[] mask = new boolean[12 * 40];
    for (int column = 0; column < 40; column++) {
      mask[3 * 40 + column] = true;
    }
    for (int i = 6 * 40 + 10; i < 6 * 40 + 20; i++) {
      mask[i] = true;
    }
    boolean[] before = mask.clone();
    RuledLines.remove(mask, 12, 40);
    assertThat(mask).isEqualTo(before);
  }

  private static boolean[] inked() {
    return with(new boolean[HEIGHT * WIDTH], 20, 35, 25, 35);
  }

  private static boolean[] with(boolean[] mask, int top, int bottom, int left, int right) {
    return filled(mask, top, bottom, left, right, true);
  }

  private static void erase(boolean[] mask, int top, int bottom, int left, int right) {
    filled(mask, top, bottom, left, right, false);
  }

  private static boolean[] filled(
      boolean[] mask, int top, int bottom, int left, int right, boolean value) {
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        mask[row * WIDTH + column] = value;
      }
    }
    return mask;
  }

  private static boolean[] removed(boolean[] mask) {
    boolean[] rest = mask.clone();
    RuledLines.remove(rest, HEIGHT, WIDTH);
    return rest;
  }

  private static void assertStays(boolean[] mask) {
    assertThat(removed(mask)).isEqualTo(mask);
  }
}
