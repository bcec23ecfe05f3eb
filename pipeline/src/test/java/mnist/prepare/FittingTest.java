package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bars of ink that are fitted into a box of 20 pixels. */
class FittingTest {

  /** Of the widths in a box of 20, what is less than 1.5 gains twice what it lacks, up to 2.6. */
  @ParameterizedTest
  @CsvSource({"60, 1", "60, 2", "60, 3", "120, 1", "120, 7", "200, 11", "40, 2"})
  void narrowStrokesAreWidened(int height, int width) {
    double narrow = 2.0 * height * width / (Math.PI / 4 * 2 * (height + width)) * 20 / height;
    double expected = Math.min(2.6, 1.5 + 2 * (1.5 - narrow));

    Plane fitted = fitted(height, width);

    // Strokes of less than two pixels spread over two, which are made as dark as full ink.
    assertThat(StrokeWidth.of(fitted)).isBetween(expected - 0.3, expected + 0.65);
    assertThat(length(fitted)).isCloseTo(20, within(0.4));
    assertThat(fitted.greatest()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"60, 7", "120, 20", "10, 2", "7, 3", "35, 30"})
  void otherStrokesKeepTheirWidth(int height, int width) {
    double expected = 2.0 * height * width / (Math.PI / 4 * 2 * (height + width)) * 20 / height;

    Plane fitted = fitted(height, width);

    assertThat(StrokeWidth.of(fitted)).isCloseTo(expected, within(0.15 * expected));
    assertThat(length(fitted)).isCloseTo(20, within(0.3));
    assertThat(fitted.greatest()).isEqualTo(1);
    assertThat(fitted.least()).isZero();
  }

  @Test
  void whatFitsStaysAsItIs() {
    Strokes fits = bar(20, 3);
    assertThat(Fitting.fitted(fits, 20)).isSameAs(fits.amounts());
    Strokes narrow = bar(20, 1);
    assertThat(Fitting.fitted(narrow, 20)).isNotSameAs(narrow.amounts());
    Strokes small = bar(19, 3);
    assertThat(Fitting.fitted(small, 20)).isNotSameAs(small.amounts());
  }

  /** A pixel more on each side than the box. */
  @Test
  void barsComeToTheMiddle() {
    Plane upright = fitted(60, 9);
    Plane lying = Fitting.fitted(bar(9, 60), 20);
    assertThat(upright.height()).isEqualTo(22);
    assertThat(upright.width()).isEqualTo(22);
    for (int row = 0; row < 22; row++) {
      for (int column = 0; column < 22; column++) {
        float value = upright.values()[row * 22 + column];
        assertThat((double) value).isCloseTo(lying.values()[column * 22 + row], within(1e-5));
        assertThat((double) value)
            .isCloseTo(upright.values()[(21 - row) * 22 + 21 - column], within(1e-4));
      }
    }
    assertThat(upright.values()[10 * 22 + 10]).isEqualTo(1);
  }

  private static double length(Plane plane) {
    return Math.max(Extent.ofRows(plane).length(), Extent.ofColumns(plane).length());
  }

  private static Plane fitted(int height, int width) {
    return Fitting.fitted(bar(height, width), 20);
  }

  private static Strokes bar(int height, int width) {
    Plane ink = new Plane(height, width);
    Arrays.fill(ink.values(), 1);
    return new Strokes(ink, new Box(5, 5, 5 + height, 5 + width));
  }
}
