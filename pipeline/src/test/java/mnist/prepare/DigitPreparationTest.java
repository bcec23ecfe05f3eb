package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import mnist.InvalidInputException;
import mnist.picture.GrayPicture;
import mnist.prepare.PreparedDigit.Digit;
import mnist.prepare.PreparedDigit.NoDigit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitPreparationTest {

  private static final DigitPreparation PREPARATION = new DigitPreparation(28, 28);

  /** A five as it should come out, from a clean drawing. */
  private static final byte[] FIVE =
      image(new Paper(120, 120, 255).draw(Paper.FIVE, 20, 30, 80, 10, 255));

  /** A drawing of 80 pixels' height, reduced to 20 and centred, is what MNIST has. */
  @Test
  void whatMnistHasIsLeftAsItIs() {
    GrayPicture drawing = new Paper(80, 80, 0).draw(Paper.FIVE, 4, 16, 72, 8, -255).picture();
    Plane centered = CenterOfMass.centered(Resampling.reduce(drawing, 4), 28, 28);
    byte[] pixels = new byte[28 * 28];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.round(centered.values()[i]);
    }

    assertThat(image(new GrayPicture(28, 28, pixels))).isEqualTo(pixels);
  }

  @Test
  void inkFitsIntoTwentyPixelsWithItsCenterOfMassInTheMiddle() {
    double[] sums = new double[3];
    int rows = 0;
    for (int row = 0; row < 28; row++) {
      int greatest = 0;
      for (int column = 0; column < 28; column++) {
        int value = FIVE[row * 28 + column] & 0xFF;
        greatest = Math.max(greatest, value);
        sums[0] += value;
        sums[1] += value * row;
        sums[2] += value * column;
      }
      rows += greatest >= 128 ? 1 : 0;
    }
    assertThat(rows).isEqualTo(20);
    assertThat(sums[1] / sums[0]).isCloseTo(14, within(0.51));
    assertThat(sums[2] / sums[0]).isCloseTo(14, within(0.51));
  }

  @Test
  void fitsOtherSizes() {
    Digit large =
        (Digit)
            new DigitPreparation(56, 42)
                .prepare(new Paper(90, 90, 255).draw(Paper.SEVEN, 5, 5, 70, 9, 255).picture());
    assertThat(large.pixels()).hasSize(56 * 42);
  }

  @Test
  void shadowsLowContrastAndNoiseAreTakenOff() {
    assertLikeFive(new Paper(120, 120, 140).gradient(-40, 90).draw(Paper.FIVE, 20, 30, 80, 10, 60));
    assertLikeFive(new Paper(120, 120, 200).draw(Paper.FIVE, 20, 30, 80, 10, 25));
    assertLikeFive(new Paper(120, 120, 200).noise(6, 1).draw(Paper.FIVE, 20, 30, 80, 10, 80));
  }

  @Test
  void specksRuledLinesAndBoxesAreLeftOut() {
    assertLikeFive(five().line(12, 100, 13, 101, 3, 255).line(110, 8, 110, 9, 2, 255));
    assertLikeFive(five().line(108, -5, 108, 125, 2, 255).line(50, -5, 51, 125, 2, 255));
    assertLikeFive(
        five()
            .line(6, 6, 6, 114, 3, 255)
            .line(6, 114, 114, 114, 3, 255)
            .line(114, 114, 114, 6, 3, 255)
            .line(114, 6, 6, 6, 3, 255));
  }

  @Test
  void thinStrokesAreWidened() {
    byte[] thin = image(new Paper(300, 300, 255).draw(Paper.FIVE, 40, 60, 220, 2, 255));
    byte[] thick = image(new Paper(300, 300, 255).draw(Paper.FIVE, 40, 60, 220, 25, 255));

    assertThat(ink(thin)).isBetween(0.8 * ink(thick), 1.4 * ink(thick));
  }

  /** As programs draw: a pixel wide, and twice as wide where the pen rested. */
  @ParameterizedTest
  @ValueSource(ints = {60, 100, 128, 180, 250, 400})
  void linesOfAPixelStayInOnePiece(int side) {
    byte[] pixels = new byte[side * side];
    double[] five = Paper.FIVE[0];
    for (int i = 0; i + 3 < five.length; i += 2) {
      for (double part = 0; part <= 1; part += 0.1 / side) {
        int row = at(side, five[i] + part * (five[i + 2] - five[i]));
        int column = at(side, five[i + 1] + part * (five[i + 3] - five[i + 1]));
        pixels[row * side + column] = (byte) 255;
      }
    }
    for (int row = at(side, 0.9); row <= at(side, 0.9) + 1; row++) {
      Arrays.fill(pixels, row * side + at(side, 0), row * side + at(side, 0) + 2, (byte) 255);
    }
    byte[] image = image(new GrayPicture(side, side, pixels));
    boolean[] ink = new boolean[image.length];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (image[i] & 0xFF) > 100;
    }

    assertThat(Components.of(ink, ink, 28, 28).all()).hasSize(1);
  }

  private static int at(int side, double part) {
    return (int) (side / 8 + side * 0.75 * part);
  }

  @Test
  void digitInTwoPiecesIsOneDigit() {
    assertThat(prepare(new Paper(120, 120, 255).draw(Paper.FIVE_IN_TWO_PIECES, 20, 30, 80, 8, 255)))
        .isInstanceOf(Digit.class);
  }

  @Test
  void twoDigitsAreRejected() {
    Paper two =
        new Paper(120, 160, 255)
            .draw(Paper.FIVE, 20, 20, 80, 8, 255)
            .draw(Paper.SEVEN, 25, 90, 75, 8, 255);

    assertThat(prepare(two))
        .isEqualTo(new NoDigit("more than one digit side by side: cut the picture up first"));
  }

  @Test
  void blankAndEvenPicturesAreRejected() {
    NoDigit blank = new NoDigit("no ink: the picture is blank");
    assertThat(prepare(new Paper(40, 30, 0))).isEqualTo(blank);
    assertThat(prepare(new Paper(40, 30, 255))).isEqualTo(blank);
    assertThat(prepare(new Paper(1, 1, 7))).isEqualTo(blank);
    assertThat(prepare(new Paper(100, 100, 150).gradient(60, 40))).isEqualTo(blank);
  }

  @Test
  void noiseIsRejected() {
    NoDigit noise = new NoDigit("noise: no strokes stand out of it");
    Random random = new Random(4);
    byte[] pixels = new byte[60 * 60];
    random.nextBytes(pixels);
    assertThat(PREPARATION.prepare(new GrayPicture(60, 60, pixels))).isEqualTo(noise);
    assertThat(prepare(new Paper(80, 80, 128).noise(40, 2))).isEqualTo(noise);
    byte[] checks = new byte[64 * 64];
    for (int i = 0; i < checks.length; i++) {
      checks[i] = (byte) ((i / 64 + i) % 2 * 255);
    }
    assertThat(PREPARATION.prepare(new GrayPicture(64, 64, checks))).isInstanceOf(NoDigit.class);
  }

  /**
   * Black and white, from edge to edge: a 5 whose bar broke off, an 8 and a 0 of more ink than
   * paper.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "..##############,................,..##............,..##............,..########......,"
            + ".........###....,............##..,.............##.,.............##.,.............##.,"
            + "##...........##.,.##.........##..,..###.....###...,....#######.....,.....#####......",
        "....#########...,..##########....,..####....####..,.####......####.,.####......###..,"
            + "..####....####..,...##########...,....########....,...###########..,..####....####..,"
            + ".###........####,####.........###,####........####,.#####....#####.,..############..,"
            + "....########....",
        "....########....,..############..,.#######.######.,.#####....#####.,"
            + "#####......#####,#####......#####,#####.......####,####........####,"
            + "####........####,####........####,#####......#####,#####......#####,"
            + ".#####....#####.,.######.#######.,..############..,....########...."
      })
  void whatFillsItsPictureIsPreparedAsWithPaperAroundIt(String drawing) {
    String[] rows = drawing.split(",");
    assertThat(image(picture(rows, 0))).isEqualTo(image(picture(rows, 6)));
  }

  /** Of rows of ink, {@code #}, with so many pixels of paper on each side. */
  private static GrayPicture picture(String[] rows, int margin) {
    int height = rows.length + 2 * margin;
    int width = 16 + 2 * margin;
    byte[] pixels = new byte[height * width];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / width - margin;
      int column = i % width - margin;
      boolean isInside = row >= 0 && row < rows.length && column >= 0 && column < 16;
      pixels[i] = (byte) (isInside && rows[row].charAt(column) == '#' ? 0 : 255);
    }
    return new GrayPicture(height, width, pixels);
  }

  @Test
  void emptyFormCellIsRejected() {
    Paper cell =
        new Paper(60, 60, 255)
            .line(3, 3, 3, 57, 2, 255)
            .line(3, 57, 57, 57, 2, 255)
            .line(57, 57, 57, 3, 2, 255);

    assertThat(prepare(cell)).isEqualTo(new NoDigit(NoDigitException.ONLY_LINES));
  }

  /** Reduced by 16, their strokes are one pixel apart at most. */
  @Test
  void twoSmallDigitsInALargePictureAreSeveral() {
    Paper ones =
        new Paper(1000, 1000, 255)
            .line(400, 500, 500, 500, 10, 255)
            .line(400, 524, 500, 524, 10, 255);

    assertThat(prepare(ones)).isEqualTo(new NoDigit(NoDigitException.SEVERAL));
  }

  @Test
  void filledShapeIsRejected() {
    assertThat(prepare(new Paper(60, 60, 250).noise(1, 1).line(30, 25, 30, 35, 26, 200)))
        .isEqualTo(
            new NoDigit(
                "doesn't look like ink on paper: give --prepare none to take pictures as they"
                    + " are"));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,50", "50,1", "2,2", "8,8", "3,400", "400,3"})
  void anySizeGivesAnAnswer(int height, int width) {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      byte[] pixels = new byte[height * width];
      random.nextBytes(pixels);
      if (i % 2 == 0) {
        for (int k = 0; k < pixels.length; k++) {
          pixels[k] = (byte) (pixels[k] > 60 ? 255 : 0);
        }
      }
      GrayPicture picture = new GrayPicture(height, width, pixels);
      assertThat(PREPARATION.prepare(picture)).isNotNull();
    }
  }

  @Test
  void largePictureIsLikeSmallOne() {
    assertLikeFive(new Paper(1200, 1200, 255).draw(Paper.FIVE, 200, 300, 800, 100, 255));
  }

  @Test
  void smallDigitInLargePictureIsAsSharpAsAlone() {
    Paper alone = new Paper(60, 60, 255).draw(Paper.SEVEN, 10, 15, 40, 4, 255);
    Paper corner = new Paper(600, 500, 255).draw(Paper.SEVEN, 540, 430, 40, 4, 255);
    Paper onLines = new Paper(300, 300, 255).draw(Paper.SEVEN, 130, 130, 40, 4, 255);
    for (int row = 60; row < 300; row += 60) {
      onLines.line(row, -5, row, 305, 2, 255);
    }

    assertThat(difference(image(corner), image(alone))).isLessThan(0.02);
    assertThat(difference(image(onLines), image(alone))).isLessThan(0.05);
  }

  /** Where there is less around it than is looked at again. */
  @ParameterizedTest
  @CsvSource({"4,4", "4,200", "4,448", "250,4", "250,448", "556,4", "556,200", "556,448"})
  void smallDigitAtAnyEdgeIsAsSharpAsAlone(int top, int left) {
    Paper alone = new Paper(60, 60, 255).draw(Paper.SEVEN, 10, 15, 40, 4, 255);
    Paper atEdge = new Paper(600, 500, 255).draw(Paper.SEVEN, top, left, 40, 4, 255);

    assertThat(difference(image(atEdge), image(alone))).isLessThan(0.02);
  }

  @Test
  void refusesTooSmallImages() {
    assertThat(new DigitPreparation(14, 14).prepare(five().picture())).isInstanceOf(Digit.class);
    assertThatThrownBy(() -> new DigitPreparation(28, 13)).hasMessageContaining("width");
    assertThatThrownBy(() -> new DigitPreparation(13, 28))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("height");
  }

  private static Paper five() {
    return new Paper(120, 120, 255).draw(Paper.FIVE, 20, 30, 80, 10, 255);
  }

  private static void assertLikeFive(Paper paper) {
    assertThat(difference(image(paper), FIVE)).isLessThan(0.06);
  }

  /** Of two images, the mean difference of pixels, from 0 to 1. */
  static double difference(byte[] one, byte[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
    }
    return sum / one.length / 255;
  }

  private static double ink(byte[] image) {
    double sum = 0;
    for (byte pixel : image) {
      sum += pixel & 0xFF;
    }
    return sum;
  }

  private static PreparedDigit prepare(Paper paper) {
    return PREPARATION.prepare(paper.picture());
  }

  static byte[] image(Paper paper) {
    return image(paper.picture());
  }

  static byte[] image(GrayPicture picture) {
    PreparedDigit prepared = PREPARATION.prepare(picture);
    assertThat(prepared).isInstanceOf(Digit.class);
    byte[] pixels = ((Digit) prepared).pixels();
    byte[] before = picture.pixels().clone();
    assertThat(((Digit) PREPARATION.prepare(picture)).pixels()).isEqualTo(pixels);
    assertThat(Arrays.equals(before, picture.pixels())).isTrue();
    return pixels;
  }
}
