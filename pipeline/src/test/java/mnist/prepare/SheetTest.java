package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.picture.GrayPicture;
import mnist.prepare.PreparedDigit.Digit;
import mnist.prepare.PreparedDigit.NoDigit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SheetTest {

  private static final int HEIGHT = 300;
  private static final int WIDTH = 400;

  private static final List<double[][]> DIGITS = List.of(Paper.ONE, Paper.FIVE, Paper.SEVEN);

  private static Optional<GrayPicture> cut(Paper paper) {
    return Sheet.of(Reduced.of(paper.picture(), Zoom.SIDE)).map(Sheet::paper);
  }

  private static PreparedDigit prepared(Paper paper) {
    return new DigitPreparation(28, 28).prepare(paper.picture());
  }

  /** Of a rectangle around the picture's middle. */
  private static double[] corners(double halfWidth, double halfHeight, double degrees) {
    double sin = Math.sin(Math.toRadians(degrees));
    double cos = Math.cos(Math.toRadians(degrees));
    double[] corners = new double[8];
    double[] along = {-1, 1, 1, -1};
    double[] down = {-1, -1, 1, 1};
    for (int i = 0; i < 4; i++) {
      double x = along[i] * halfWidth;
      double y = down[i] * halfHeight;
      corners[2 * i] = WIDTH / 2.0 + x * cos - y * sin;
      corners[2 * i + 1] = HEIGHT / 2.0 + x * sin + y * cos;
    }
    return corners;
  }

  /** The same image, but for noise, as without the table around the sheet. */
  @Property(tries = 200)
  void aDigitOnASheetIsReadAsWithoutATable(
      @ForAll @IntRange(max = 2) int which,
      @ForAll @DoubleRange(min = 100, max = 150) double halfWidth,
      @ForAll @DoubleRange(min = 80, max = 110) double halfHeight,
      @ForAll @DoubleRange(min = -15, max = 15) double degrees,
      @ForAll @DoubleRange(min = 20, max = 150) double table,
      @ForAll @DoubleRange(min = -20, max = 20) double gradient,
      @ForAll @DoubleRange(min = 5, max = 8) double pen,
      @ForAll long seed) {
    double[][] digit = DIGITS.get(which);
    Paper alone = written(digit, pen).gradient(gradient, -gradient).noise(3, seed);
    Paper sheet =
        written(digit, pen)
            .onTable(table, corners(halfWidth, halfHeight, degrees))
            .gradient(gradient, -gradient)
            .noise(3, seed);

    assertThat(cut(sheet)).isPresent();
    byte[] one = ((Digit) prepared(alone)).pixels();
    byte[] other = ((Digit) prepared(sheet)).pixels();
    assertThat(near(one, other)).isGreaterThan(0.85);
    assertThat(near(other, one)).isGreaterThan(0.85);
  }

  private static Paper written(double[][] digit, double pen) {
    return new Paper(HEIGHT, WIDTH, 225).draw(digit, 110, 170, 80, pen, 160);
  }

  /** How much of an image's ink has some of the other's in the 3 x 3 pixels around it. */
  private static double near(byte[] image, byte[] other) {
    boolean[] around = Window.greatest(plane(other), 1).above(64);
    boolean[] ink = plane(image).above(128);
    int[] inked = IntStream.range(0, ink.length).filter(i -> ink[i]).toArray();
    return Arrays.stream(inked).filter(i -> around[i]).count() / (double) inked.length;
  }

  private static Plane plane(byte[] image) {
    return Resampling.reduce(new GrayPicture(28, 28, image), 1);
  }

  @Test
  void nothingOfTheTableIsLeft() {
    Paper sheet = new Paper(HEIGHT, WIDTH, 200).gradient(20, 30).onTable(60, corners(130, 90, 10));

    GrayPicture paper = cut(sheet).orElseThrow();

    assertThat(paper.width()).isCloseTo(272, within(20));
    assertThat(paper.height()).isCloseTo(207, within(20));
    for (byte shade : paper.pixels()) {
      assertThat(shade & 0xFF).isBetween(195, 255);
    }
  }

  @Test
  void chalkOnASlateIsTakenTheSameWay() {
    Paper slate =
        new Paper(HEIGHT, WIDTH, 40)
            .draw(Paper.SEVEN, 110, 170, 80, 6, -170)
            .onTable(190, corners(120, 100, -8));

    assertThat(cut(slate)).isPresent();
    assertThat(prepared(slate)).isInstanceOf(Digit.class);
  }

  /** Of the table beside a page, and of a dark block in its corner, four sides can be straight. */
  @Test
  void whatLiesAtTheEdgeOfAPageIsNoSheetWithoutADigit() {
    for (double[] corners :
        new double[][] {{0, 0, 270, 0, 270, 300, 0, 300}, {150, 0, 400, 0, 400, 300, 150, 300}}) {
      Paper page = new Paper(HEIGHT, WIDTH, 225);
      double middle = corners[0] == 0 ? 110 : 240;
      page.draw(Paper.FIVE, 90, middle, 100, 8, 160).onTable(60, corners);

      assertThat(prepared(page)).isInstanceOf(Digit.class);
    }
  }

  /** Bright light at one side divides the picture, and no line does. */
  @Property(tries = 50)
  void lightThatFallsOffMakesNoSheet(
      @ForAll @DoubleRange(min = 60, max = 150) double right,
      @ForAll @DoubleRange(min = -20, max = 20) double down,
      @ForAll long seed) {
    Paper page =
        new Paper(HEIGHT, WIDTH, 100)
            .draw(Paper.FIVE, 90, 160, 100, 8, 60)
            .gradient(down, right)
            .noise(2, seed);

    assertThat(cut(page)).isEmpty();
  }

  /** Nothing of it is left within its soft edge. */
  @Test
  void whatIsOnlyAsWideAsItsEdgeIsNoSheet() {
    assertThat(cut(new Paper(16, 256, 0).onTable(240, 0, 0, 110, 0, 110, 16, 0, 16))).isEmpty();
    assertThat(cut(new Paper(151, 7, 0).onTable(240, 0, 0, 7, 0, 7, 60, 0, 60))).isEmpty();
  }

  /** Whatever it shows, it throws nothing. */
  @Property(tries = 300)
  void takesAnyPicture(
      @ForAll @IntRange(min = 1, max = 300) int height,
      @ForAll @IntRange(min = 128, max = 300) int width,
      @ForAll @DoubleRange(max = 1) double left,
      @ForAll @DoubleRange(max = 1) double top,
      @ForAll @DoubleRange(max = 1) double reach,
      @ForAll boolean isTurned) {
    double x = left * width;
    double y = top * height;
    double toX = x + reach * width;
    double toY = y + reach * height;
    Paper paper = new Paper(height, width, 230).onTable(40, x, y, toX, y, toX, toY, x, toY);
    GrayPicture picture = paper.picture();
    if (isTurned) {
      picture = new GrayPicture(width, height, picture.pixels());
    }

    Sheet.of(Reduced.of(picture, Zoom.SIDE))
        .ifPresent(
            sheet -> assertThat(sheet.paper().pixels().length).isGreaterThan(height * width / 20));
  }

  @Test
  void aBarMayBeAOne() {
    Paper bar = new Paper(HEIGHT, WIDTH, 230).onTable(30, corners(110, 46, 85));

    assertThat(cut(bar)).isPresent();
    assertThat(prepared(bar)).isInstanceOf(Digit.class);
  }

  @Test
  void anEmptySheetIsBlankAndNoDigit() {
    Paper empty = new Paper(HEIGHT, WIDTH, 220).onTable(70, corners(120, 90, 5));

    assertThat(prepared(empty)).isEqualTo(new NoDigit(NoDigitException.BLANK));
  }

  /** Strokes, discs and rings, even of straight sides; what is small; and paper to the edge. */
  @TestFactory
  Stream<DynamicTest> otherShapesAreNoSheets() {
    double[][] ring = {{0, 0, 0, 0.6, 1, 0.6, 1, 0, 0, 0}};
    double[][] point = {{0.5, 0.3, 0.5, 0.3}};
    Map<String, Paper> pictures =
        Map.of(
            "a bar", new Paper(HEIGHT, WIDTH, 230).onTable(60, corners(140, 40, 60)),
            "a disc", new Paper(HEIGHT, WIDTH, 230).draw(point, 50, 140, 200, 200, 200),
            "a ring of straight lines",
                new Paper(HEIGHT, WIDTH, 230).draw(ring, 60, 150, 180, 45, 200),
            "a thick ring", new Paper(HEIGHT, WIDTH, 230).draw(ring, 60, 150, 180, 60, 200),
            "a thick five", new Paper(HEIGHT, WIDTH, 230).draw(Paper.FIVE, 60, 140, 180, 50, 200),
            "paper alone", new Paper(HEIGHT, WIDTH, 230).draw(Paper.FIVE, 60, 140, 180, 9, 200),
            "a small sheet", new Paper(HEIGHT, WIDTH, 230).onTable(60, corners(50, 50, 0)),
            "an even picture", new Paper(HEIGHT, WIDTH, 230));
    Stream<DynamicTest> shapes =
        pictures.entrySet().stream()
            .map(
                shape ->
                    DynamicTest.dynamicTest(
                        shape.getKey(), () -> assertThat(cut(shape.getValue())).isEmpty()));
    DynamicTest small =
        DynamicTest.dynamicTest(
            "a picture of 127 pixels",
            () ->
                assertThat(
                        cut(new Paper(100, 127, 230).onTable(60, 20, 20, 100, 20, 100, 80, 20, 80)))
                    .isEmpty());
    return Stream.concat(shapes, Stream.of(small));
  }
}
