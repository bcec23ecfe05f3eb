package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import mnist.InvalidInputException;
import mnist.evaluate.ConfusionMatrix;
import mnist.evaluate.Evaluation;
import mnist.report.DigitGrid.Digit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {

  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.of(new long[][] {{980, 1, 8}, {0, 500, 2}, {0, 8, 990}});

  @Test
  void cellsOfDifferentCountsHaveDifferentColours() {
    BufferedImage picture = ConfusionMatrixPicture.draw(new Evaluation(MATRIX, 0.03));

    assertThat(cell(picture, 3, 0, 1)).isNotEqualTo(cell(picture, 3, 0, 2));
    assertThat(cell(picture, 3, 1, 2)).isNotEqualTo(cell(picture, 3, 0, 1));
    assertThat(cell(picture, 3, 0, 0)).isNotEqualTo(cell(picture, 3, 1, 1));
    assertThat(cell(picture, 3, 0, 2)).isEqualTo(cell(picture, 3, 2, 1));
    assertThat(cell(picture, 3, 1, 0)).isEqualTo(Palette.PAPER);
  }

  @Test
  void truthRunsDownAndPredictionAcross() {
    BufferedImage picture = ConfusionMatrixPicture.draw(new Evaluation(MATRIX, 0.03));

    // Only column 0 is free of errors below the diagonal, only row 0 full of them.
    assertThat(cell(picture, 3, 2, 0)).isEqualTo(Palette.PAPER);
    assertThat(cell(picture, 3, 0, 2)).isNotEqualTo(Palette.PAPER);
  }

  @Test
  void oneErrorAmongThousandsIsVisible() {
    BufferedImage picture =
        ConfusionMatrixPicture.draw(
            new Evaluation(ConfusionMatrix.of(new long[][] {{60000, 1}, {30, 59000}}), 0.1));

    Color error = cell(picture, 2, 0, 1);
    assertThat(255 - error.getBlue()).as("distance from white").isGreaterThan(40);
    // Errors are orange (more red than blue), hits blue.
    assertThat(error.getRed()).isGreaterThan(error.getBlue());
    assertThat(cell(picture, 2, 0, 0).getBlue()).isGreaterThan(cell(picture, 2, 0, 0).getRed());
  }

  @Test
  void matrixOfTenClassesIs800PixelsWideAndLargerOnesGrow() {
    BufferedImage ten = ConfusionMatrixPicture.draw(new Evaluation(diagonal(10), 0));
    BufferedImage many = ConfusionMatrixPicture.draw(new Evaluation(diagonal(62), 0));

    assertThat(ten.getWidth()).isEqualTo(800);
    assertThat(many.getWidth()).isGreaterThan(62 * 24);
  }

  @Test
  void countsStandInTheCells() {
    BufferedImage ones = ConfusionMatrixPicture.draw(new Evaluation(diagonal(2), 0));

    // The middle of a cell is full of the digit's strokes, which aren't of the cell's colour.
    double[] centre = ConfusionMatrixPicture.centre(2, 0, 0);
    BufferedImage middle = ones.getSubimage((int) centre[0] - 8, (int) centre[1] - 8, 16, 16);
    Color background = cell(ones, 2, 0, 0);
    assertThat(Pixels.count(middle, 0, 16, background)).isBetween(100, 16 * 16 - 10);
  }

  @Test
  void classBalanceHasABarForEachSeries() {
    Map<String, List<Long>> counts = new LinkedHashMap<>();
    counts.put("train", List.of(500L, 400L));
    counts.put("validation", List.of(50L, 40L));
    counts.put("test", List.of(100L, 0L));

    BufferedImage picture = ClassBalance.draw(counts);

    assertThat(picture.getWidth()).isEqualTo(900);
    assertThat(picture.getHeight()).isEqualTo(420);
    int train = Pixels.count(picture, 0, 340, Palette.SERIES.get(0));
    int validation = Pixels.count(picture, 0, 340, Palette.SERIES.get(1));
    int test = Pixels.count(picture, 0, 340, Palette.SERIES.get(2));
    // Areas are as the sums of counts: 900 : 90 : 100.
    assertThat((double) train / validation).isBetween(8.0, 12.0);
    assertThat((double) train / test).isBetween(7.0, 11.0);
  }

  @Test
  void classBalanceNeedsOneToThreeSeries() {
    assertThatThrownBy(() -> ClassBalance.draw(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Class balance must have 1 to 3 series, but has 0");
  }

  @Test
  void digitsAreDarkInkOnWhite() {
    Digit digit = Digit.of(new byte[] {0, (byte) 255, 100, 0, 0, 0}, 2, 3, "");

    assertThat(digit.image().getWidth()).isEqualTo(3);
    assertThat(digit.image().getHeight()).isEqualTo(2);
    assertThat(Pixels.at(digit.image(), 0, 0)).isEqualTo(Color.WHITE);
    assertThat(Pixels.at(digit.image(), 1, 0)).isEqualTo(Color.BLACK);
    assertThat(Pixels.at(digit.image(), 2, 0)).isEqualTo(new Color(155, 155, 155));
  }

  @Test
  void gridShowsEveryDigit() {
    byte[] black = new byte[28 * 28];
    Arrays.fill(black, (byte) 255);
    Digit digit = Digit.of(black, 28, 28, "1");

    BufferedImage three = DigitGrid.draw("", List.of(digit, digit, digit), 2);

    // 28 pixels enlarged three times, three times over; a caption adds less than a hundred.
    int ink = Pixels.count(three, 0, three.getHeight(), Color.BLACK);
    assertThat(ink).isEqualTo(3 * 84 * 84);
    assertThat(three.getHeight()).isGreaterThan(2 * 84);
    assertThat(three.getWidth()).isBetween(2 * 84, 3 * 84);
  }

  @Test
  void gridNeedsDigitsAndImagesOfTheirSize() {
    assertThatThrownBy(() -> DigitGrid.draw("", List.of(), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Digit grid must have one digit and one column or more, but has 0 and 3");
    assertThatThrownBy(() -> Digit.of(new byte[5], 2, 3, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Image must have 6 bytes (2 x 3), but had 5");
  }

  @Test
  void pngHoldsThePicturePixelByPixel(@TempDir java.nio.file.Path directory) throws IOException {
    BufferedImage picture = ConfusionMatrixPicture.draw(new Evaluation(MATRIX, 0.03));
    Path file = new Path(directory.toUri().toString(), "new/matrix.png");
    Configuration conf = new Configuration();

    PngFiles.write(picture, file, conf);

    try (InputStream in = file.getFileSystem(conf).open(file)) {
      assertThat(Pixels.of(ImageIO.read(in))).isEqualTo(Pixels.of(picture));
    }
    assertThatThrownBy(() -> PngFiles.write(picture, file, conf))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot write picture " + file + ": ")
        .hasMessageEndingWith("; choose another output");
  }

  private static ConfusionMatrix diagonal(int classes) {
    long[][] rows = new long[classes][classes];
    for (int i = 0; i < classes; i++) {
      rows[i][i] = 1;
    }
    return ConfusionMatrix.of(rows);
  }

  /** A cell's colour, taken below the count. */
  private static Color cell(BufferedImage picture, int classes, int truth, int prediction) {
    double[] centre = ConfusionMatrixPicture.centre(classes, truth, prediction);
    return Pixels.at(picture, centre[0], centre[1] + 20);
  }
}
