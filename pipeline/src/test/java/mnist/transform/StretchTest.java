package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import mnist.InvalidInputException;
import mnist.Seeds;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StretchTest {

  private static final int SIDE = 28;
  private static final AffineMap STILL = AffineMap.about(0, 0, 0, 0, 1, 1, 0, 0);

  private static byte[] block(int height, int width) {
    byte[] image = new byte[SIDE * SIDE];
    int top = (SIDE - height) / 2;
    int left = (SIDE - width) / 2;
    for (int row = top; row < top + height; row++) {
      Arrays.fill(image, row * SIDE + left, row * SIDE + left + width, (byte) 255);
    }
    return image;
  }

  private static AffineMap stretched(byte[] image, double fraction, long seed) {
    return new Stretch(fraction)
        .before(STILL, image, SIDE, SIDE, new SplittableRandom(Seeds.of(seed)));
  }

  /** The larger side stays, and the proportion changes by 2 at most, either way. */
  @Property(tries = 300)
  void fitsTheLargerSideAgain(
      @ForAll @IntRange(min = 10, max = 20) int height,
      @ForAll @IntRange(min = 10, max = 20) int width,
      @ForAll long seed) {
    AffineMap map = stretched(block(height, width), 1, seed);
    double rows = height / map.rowByRow();
    double columns = width / map.columnByColumn();
    double change = rows / columns * width / height;

    assertThat(Math.max(rows, columns)).isCloseTo(Math.max(height, width), within(1e-9));
    assertThat(change).isBetween(1 / 2.0 - 1e-9, 2.0 + 1e-9);
    assertThat(map.rowByColumn()).isZero();
    assertThat(map.columnByRow()).isZero();
    // About the centre, between two pixels.
    assertThat((map.row(13, 0) + map.row(14, 0)) / 2).isCloseTo(13.5, within(1e-9));
    assertThat((map.column(0, 13) + map.column(0, 14)) / 2).isCloseTo(13.5, within(1e-9));
  }

  /** Up and down as often, over the whole range, on the wanted part of the images. */
  @Test
  void drawsUniformlyInTheLogarithm() {
    int touched = 0;
    double sum = 0;
    double most = 0;
    for (int seed = 0; seed < 2000; seed++) {
      AffineMap map = stretched(block(20, 20), 0.3, seed);
      double change = Math.log(map.columnByColumn() / map.rowByRow());
      touched += map == STILL ? 0 : 1;
      sum += change;
      most = Math.max(most, Math.abs(change));
    }

    assertThat(touched / 2000.0).isCloseTo(0.3, within(5 * Math.sqrt(0.3 * 0.7 / 2000)));
    assertThat(most).isBetween(0.98 * Math.log(2.0), Math.log(2.0) + 1e-9);
    assertThat(sum / touched).isCloseTo(0, within(5 * Math.log(2.0) / Math.sqrt(3.0 * touched)));
  }

  @Test
  void slenderDigitsAndEmptyImagesStay() {
    for (int seed = 0; seed < 50; seed++) {
      assertThat(stretched(block(20, 9), 1, seed)).isSameAs(STILL);
      assertThat(stretched(block(0, 0), 1, seed)).isSameAs(STILL);
    }
  }

  /** The original is scaled first, and what the affine map does comes after it. */
  @Test
  void comesBeforeTheAffineMap() {
    AffineMap affine = AffineMap.about(13.5, 13.5, 0.3, 0.1, 1.1, 0.9, 2, -1);
    AffineMap both = affine.ofScaled(13.5, 13.5, 0.8, 1.25);

    assertThat(both.row(5, 20)).isCloseTo(13.5 + (affine.row(5, 20) - 13.5) / 0.8, within(1e-9));
    assertThat(both.column(5, 20))
        .isCloseTo(13.5 + (affine.column(5, 20) - 13.5) / 1.25, within(1e-9));
  }

  @Test
  void aFractionOutOfBoundsIsTheUsersMistake() {
    assertThatThrownBy(() -> new Stretch(-1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("augment.stretch-fraction must be 0 to 1, but was -1.0");
  }
}
