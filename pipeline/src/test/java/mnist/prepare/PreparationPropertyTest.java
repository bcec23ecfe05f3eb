package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import mnist.picture.GrayPicture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Where and how large a digit is drawn, and in which polarity, makes little difference. */
class PreparationPropertyTest {

  private static final byte[] SEVEN =
      DigitPreparationTest.image(new Paper(100, 100, 255).draw(Paper.SEVEN, 10, 20, 80, 10, 255));

  @Property(tries = 100)
  void shiftPaddingScaleAndPolarityDoNotMatter(
      @ForAll @IntRange(min = 4, max = 90) int top,
      @ForAll @IntRange(min = 4, max = 90) int left,
      @ForAll @IntRange(min = 4, max = 90) int below,
      @ForAll @DoubleRange(min = 40, max = 320) double size,
      @ForAll boolean white) {
    double pen = size / 8;
    int height = (int) (top + size + pen + below);
    int width = (int) (left + 0.55 * size + pen + below);
    Paper paper = new Paper(height, width, white ? 0 : 255);
    paper.draw(Paper.SEVEN, top + pen / 2, left + pen / 2, size, pen, white ? -255 : 255);

    assertThat(DigitPreparationTest.difference(DigitPreparationTest.image(paper), SEVEN))
        .isLessThan(0.05);
  }

  @Property(tries = 100)
  void invertingChangesNothing(@ForAll @IntRange(min = 0, max = 1000) int seed) {
    GrayPicture picture =
        new Paper(90, 70, 210).noise(5, seed).draw(Paper.ONE, 15, 10, 60, 7, 120).picture();
    byte[] inverted = picture.pixels().clone();
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = (byte) ~inverted[i];
    }

    assertThat(DigitPreparationTest.image(new GrayPicture(90, 70, inverted)))
        .isEqualTo(DigitPreparationTest.image(picture));
  }
}
