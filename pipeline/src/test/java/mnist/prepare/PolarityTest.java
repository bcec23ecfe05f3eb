package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Pictures of 20 x 30 pixels. */
class PolarityTest {

  @Test
  void thinStrokesAreInk() {
    assertThat(isKept(block(50, 200, 5, 15, 14, 16))).isTrue();
    assertThat(isKept(block(200, 50, 5, 15, 14, 16))).isFalse();
  }

  @Test
  void whatFillsThePictureIsInkIfTheEdgeIsNot() {
    assertThat(isKept(block(50, 200, 1, 19, 1, 29))).isTrue();
    assertThat(isKept(block(200, 50, 1, 19, 1, 29))).isFalse();
  }

  @Test
  void evenPicturesAreTurned() {
    Plane even = block(70, 70, 0, 1, 0, 1);
    assertThat(Polarity.withBrightInk(even).values()).containsOnly(185);
  }

  /** Bright tiles, each in a piece of its own, are what ink of one piece cuts paper into. */
  @Test
  void whereThereIsADoubtTheShadeInFewerPiecesIsInk() {
    assertThat(isKept(tiles(2, 6, 4, 2))).isFalse();
  }

  @Test
  void piecesDoNotOverruleClearEvidence() {
    assertThat(isKept(tiles(3, 4, 2, 2))).isTrue();
  }

  /** Tiles of 8 pixels; 2 % of the picture are 12. */
  @Test
  void specksAreNoPieces() {
    assertThat(isKept(tiles(2, 4, 4, 1))).isTrue();
  }

  @Test
  void linesOfOnePixelAreLookedAt() {
    Plane line = new Plane(1, 9, new float[] {0, 0, 0, 0, 9, 0, 0, 0, 0});
    assertThat(Polarity.withBrightInk(line)).isSameAs(line);
    Plane column = new Plane(9, 1, new float[] {0, 0, 0, 0, 9, 0, 0, 0, 0});
    assertThat(Polarity.withBrightInk(column)).isSameAs(column);
  }

  private static Plane block(int background, int ink, int top, int bottom, int left, int right) {
    Plane plane = new Plane(20, 30);
    for (int row = 0; row < 20; row++) {
      for (int column = 0; column < 30; column++) {
        boolean isInside = row >= top && row < bottom && column >= left && column < right;
        plane.values()[row * 30 + column] = isInside ? ink : background;
      }
    }
    return plane;
  }

  private static Plane tiles(int height, int width, int gapDown, int gapRight) {
    Plane plane = block(50, 50, 0, 0, 0, 0);
    for (int top = 0; top + height <= 20; top += height + gapDown) {
      for (int left = 0; left + width <= 30; left += width + gapRight) {
        for (int row = top; row < top + height; row++) {
          Arrays.fill(plane.values(), row * 30 + left, row * 30 + left + width, 200);
        }
      }
    }
    return plane;
  }

  private static boolean isKept(Plane gray) {
    Plane bright = Polarity.withBrightInk(gray);
    if (bright != gray) {
      for (int i = 0; i < gray.values().length; i++) {
        assertThat(bright.values()[i]).isEqualTo(255 - gray.values()[i]);
      }
    }
    return bright == gray;
  }
}
