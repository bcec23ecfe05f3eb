package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import mnist.InvalidInputException;
import mnist.html.Axis;
import mnist.html.BarChart;
import mnist.html.Drawing;
import mnist.report.DigitGrid.Digit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {

  /** 10 x 5 units, of which the left half is the colour of right cells, half transparent. */
  private static final Drawing DRAWING =
      new Drawing(
          "d",
          "",
          "",
          10,
          5,
          "<rect class=\"right\" fill-opacity=\".5\" width=\"5\" height=\"5\"/>");

  @Test
  void drawingsAreOnWhiteAndTwiceAsLarge() {
    BufferedImage picture = PngFiles.picture(DRAWING);

    assertThat(picture.getWidth()).isEqualTo(52);
    assertThat(picture.getHeight()).isEqualTo(42);
    assertThat(Pixels.at(picture, 21, 21)).isEqualTo(new Color(0x83, 0xa4, 0xc3));
    assertThat(Pixels.at(picture, 31, 21)).isEqualTo(Color.WHITE);
  }

  @Test
  void eachStyleOfAChartIsRendered() {
    List<BarChart.Bar> bars = new ArrayList<>();
    for (int kind = 0; kind < 3; kind++) {
      bars.add(new BarChart.Bar(".", 1, Double.NaN, Double.NaN, ".", kind));
    }
    BufferedImage picture =
        PngFiles.picture(
            new BarChart(
                    "b", "", "", Axis.whole("", 0, 1), List.of("1", "2", "3"), List.copyOf(bars))
                .drawing());

    // The bars' insides: all of the first is filled, some of the second, nothing of the third.
    assertThat(inside(picture, 28)).isEqualTo(1);
    assertThat(inside(picture, 46)).isBetween(0.1, 0.9);
    assertThat(inside(picture, 64)).isZero();
  }

  /** Share of a bar's pixels that are in its colour, without its frame and the axis' lines. */
  private static double inside(BufferedImage picture, int top) {
    BufferedImage part = picture.getSubimage(16 + 2 * 20, 16 + 2 * top + 4, 400, 16);
    return Pixels.count(part, 0, 16, new Color(0x0067A3)) / (400.0 * 16);
  }

  @Test
  void classesOverrideTheColourOfText() {
    Drawing strong =
        new Drawing("d", "", "", 40, 20, "<text x=\"0\" y=\"15\" class=\"strong\">8</text>");

    BufferedImage picture = PngFiles.picture(strong);
    assertThat(Pixels.count(picture, 0, picture.getHeight(), Color.WHITE))
        .as("white, as is the paper")
        .isEqualTo(picture.getWidth() * picture.getHeight());
  }

  @Test
  void textIsRendered() {
    Drawing empty = new Drawing("d", "", "", 40, 20, "");
    Drawing text =
        new Drawing("d", "", "", 40, 20, "<text x=\"20\" y=\"10\" class=\"middle\">8</text>");

    assertThat(Pixels.of(PngFiles.picture(text))).isNotEqualTo(Pixels.of(PngFiles.picture(empty)));
    BufferedImage right = PngFiles.picture(text).getSubimage(76, 0, 20, 40);
    assertThat(Pixels.count(right, 0, 40, Color.WHITE))
        .as("blank pixels right of it")
        .isEqualTo(800);
  }

  @Test
  void malformedDrawingIsABug() {
    assertThatThrownBy(() -> PngFiles.picture(new Drawing("d", "", "", 10, 5, "<g>")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot render drawing d: malformed SVG");
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

  /** Cells of 84 pixels, 14 apart, below a title; a caption is in the middle below its digit. */
  @Test
  void gridHasRowsAndColumnsOfCaptionedDigits() {
    byte[] black = new byte[28 * 28];
    Arrays.fill(black, (byte) 255);
    Digit digit = Digit.of(black, 28, 28, "1");

    BufferedImage three = DigitGrid.draw("A title", List.of(digit, digit, digit), 2);

    assertDigit(three, 14, 48);
    assertDigit(three, 112, 48);
    assertDigit(three, 14, 168);
    assertThat(three.getWidth()).isEqualTo(14 + 2 * (84 + 14));
    assertThat(three.getHeight()).isEqualTo(48 + 2 * (84 + 14 + 22) + 14);
    assertThat(inked(three, 14, 2, 100, 46)).as("title").isPositive();
    for (int[] below : new int[][] {{14, 134}, {112, 134}, {14, 254}}) {
      assertThat(inked(three, below[0] + 32, below[1], 20, 20)).as("caption").isPositive();
      assertThat(inked(three, below[0], below[1], 32, 20)).as("left of it").isZero();
      assertThat(inked(three, below[0] + 52, below[1], 32, 20)).as("right of it").isZero();
    }
  }

  private static void assertDigit(BufferedImage grid, int x, int y) {
    assertThat(inked(grid, x, y, 84, 84)).isEqualTo(84 * 84);
    for (int i = -1; i <= 84; i++) {
      assertThat(Pixels.at(grid, x + i, y - 1.0)).isEqualTo(Palette.FAINT);
      assertThat(Pixels.at(grid, x + i, y + 84.0)).isEqualTo(Palette.FAINT);
      assertThat(Pixels.at(grid, x - 1.0, y + i)).isEqualTo(Palette.FAINT);
      assertThat(Pixels.at(grid, x + 84.0, y + i)).isEqualTo(Palette.FAINT);
    }
  }

  /** Pixels that are darker than a frame. */
  private static int inked(BufferedImage picture, int left, int top, int width, int height) {
    int count = 0;
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        count += (picture.getRGB(x, y) & 0xff) < 0x80 ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void gridHasRoomForItsTexts() {
    Digit small = Digit.of(new byte[28 * 28], 28, 28, "1");
    Digit wordy = Digit.of(new byte[28 * 28], 28, 28, "taken for seven with 99 percent");
    int narrow = DigitGrid.draw("", List.of(small, small), 2).getWidth();

    assertThat(DigitGrid.draw("", List.of(small, wordy), 2).getWidth()).isGreaterThan(narrow + 150);
    assertThat(DigitGrid.draw("a title that is long".repeat(3), List.of(small), 1).getWidth())
        .isGreaterThan(400);
    assertThat(DigitGrid.draw("", List.of(small, small), 9).getWidth()).isEqualTo(narrow);
  }

  @Test
  void gridNeedsDigitsAndImagesOfTheirSize() {
    Digit digit = Digit.of(new byte[6], 2, 3, "");
    assertThatThrownBy(() -> DigitGrid.draw("", List.of(digit), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DigitGrid.draw("", List.of(), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Digit grid must have one digit and one column or more, but has 0 and 3");
    assertThatThrownBy(() -> Digit.of(new byte[5], 2, 3, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Image must have 6 bytes (2 x 3), but had 5");
  }

  @Test
  void pngHoldsThePicturePixelByPixel(@TempDir java.nio.file.Path directory) throws IOException {
    BufferedImage picture = PngFiles.picture(DRAWING);
    Path file = new Path(directory.toUri().toString(), "new/matrix.png");
    Configuration conf = new Configuration();

    PngFiles.write(picture, file, conf);

    try (InputStream in = file.getFileSystem(conf).open(file)) {
      assertThat(Pixels.of(ImageIO.read(in))).isEqualTo(Pixels.of(picture));
    }
    assertThat(directory.resolve("new")).isDirectoryNotContaining("glob:**.crc");
    assertThatThrownBy(() -> PngFiles.write(picture, file, conf))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot write picture " + file + ": ")
        .hasMessageEndingWith("; choose another output");
  }
}
