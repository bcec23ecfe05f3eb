package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Blocks of ink in images of 28 x 28 pixels. */
class InkPlacementTest {

  @Test
  void blocksOfMnistsSizeInTheMiddleAreLikeMnist() {
    assertThat(placement(4, 24, 9, 19)).isEqualTo(new InkPlacement(true, false));
    assertThat(placement(9, 19, 4, 24)).isEqualTo(new InkPlacement(true, true));
    assertThat(placement(4, 24, 4, 24)).isEqualTo(new InkPlacement(true, false));
  }

  @Test
  void theLongerSideIsNineteenToTwentyTwoPixels() {
    assertThat(placement(5, 23, 9, 19).isLikeMnist()).isFalse();
    assertThat(placement(5, 24, 9, 19).isLikeMnist()).isTrue();
    assertThat(placement(3, 25, 9, 19).isLikeMnist()).isTrue();
    assertThat(placement(3, 26, 9, 19).isLikeMnist()).isFalse();
    assertThat(placement(9, 19, 5, 23).isLikeMnist()).isFalse();
    assertThat(placement(9, 19, 3, 26).isLikeMnist()).isFalse();
  }

  @Test
  void theCentreIsWithinAPixelOfTheMiddle() {
    assertThat(placement(5, 25, 9, 19).isLikeMnist()).isTrue();
    assertThat(placement(3, 23, 9, 19).isLikeMnist()).isFalse();
    assertThat(placement(6, 26, 9, 19).isLikeMnist()).isFalse();
    assertThat(placement(4, 24, 8, 18).isLikeMnist()).isFalse();
    assertThat(placement(4, 24, 11, 21).isLikeMnist()).isFalse();
  }

  @Test
  void inkIsWeighed() {
    byte[] image = block(4, 24, 9, 19);
    for (int column = 9; column < 19; column++) {
      image[4 * 28 + column] = (byte) 255;
    }
    assertThat(InkPlacement.of(image, 28, 28).isLikeMnist()).isFalse();
  }

  @Test
  void otherSizesAreMeasuredByTheirOwnSides() {
    byte[] image = new byte[28 * 56];
    for (int row = 4; row < 24; row++) {
      image[row * 56 + 28] = 100;
    }
    assertThat(InkPlacement.of(image, 28, 56)).isEqualTo(new InkPlacement(true, false));
  }

  @Test
  void nothingIsNeither() {
    assertThat(InkPlacement.of(new byte[28 * 28], 28, 28))
        .isEqualTo(new InkPlacement(false, false));
  }

  private static InkPlacement placement(int top, int bottom, int left, int right) {
    return InkPlacement.of(block(top, bottom, left, right), 28, 28);
  }

  private static byte[] block(int top, int bottom, int left, int right) {
    byte[] image = new byte[28 * 28];
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        image[row * 28 + column] = 20;
      }
    }
    return image;
  }
}
