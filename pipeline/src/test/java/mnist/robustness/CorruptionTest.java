package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import mnist.testing.SyntheticDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each change on images whose result can be told by hand, by its published definition. */
class CorruptionTest {

  private static final int SIDE = 28;
  private static final int DRAWS = 200;

  private static final List<byte[]> OTHERS =
      SyntheticDigits.draw(1, 5).stream().map(SyntheticDigits.Digit::image).toList();

  @ParameterizedTest
  @EnumSource
  void isAFunctionOfSeedAndRecord(Corruption corruption) {
    byte[] image = SyntheticDigits.draw(1, 4).get(0).image();
    byte[] before = image.clone();
    Set<String> pictures = new HashSet<>();
    for (int id = 0; id < 12; id++) {
      pictures.add(Arrays.toString(corruption.apply(image, OTHERS, 1, id)));
      assertThat(corruption.apply(image, OTHERS, 1, id))
          .isEqualTo(corruption.apply(image, OTHERS, 1, id));
    }
    pictures.add(Arrays.toString(corruption.apply(image, OTHERS, 2, 0)));

    assertThat(image).isEqualTo(before);
    if (draws(corruption)) {
      assertThat(pictures).hasSizeGreaterThan(1);
    } else {
      assertThat(pictures).hasSize(1);
    }
  }

  /** To the last bit: another JDK or processor that drew or rounded otherwise would be noticed. */
  @ParameterizedTest
  @CsvSource({
    "SHOT_NOISE, bff5c150bc9cdf60",
    "IMPULSE_NOISE, 829e7351a40cd91f",
    "GLASS_BLUR, 49450c46ff856206",
    "MOTION_BLUR, 6aae3283b6b01b35",
    "SHEAR, 4391d4d8a46ca99c",
    "SCALE, 1dbc326ccb98fb4f",
    "ROTATE, cd1baa711e1411bd",
    "BRIGHTNESS, 3d89b360ed209620",
    "TRANSLATE, 1c79ed89b2eb9d66",
    "STRIPE, e6e4c8769a0e1bae",
    "FOG, 8c33f094b737dab2",
    "SPATTER, 549255542b9cb6fe",
    "DOTTED_LINE, c19f82dc5bbcfe26",
    "ZIGZAG, 1b9d4514cfd6bfbe",
    "CANNY_EDGES, c715a1ab76c1f1c2",
    "SHIFT_2, fe55f1c98d3045ac",
    "SHIFT_4, 9beab8d2dac1667b",
    "SHIFT_6, 02824520788a9181",
    "SCALE_50, 948c23effce40f3a",
    "SCALE_80, 63bf0d3bd07b66d4",
    "SCALE_130, edb337ba12682826",
    "ROTATE_15, a0569973b6343f12",
    "ROTATE_30, 55b3e20efa827adb",
    "ROTATE_45, e8f86f4dc956e5fb",
    "INVERSION, c361ee0aef9d97a6",
    "LOW_CONTRAST, 3959b1ecf27f04ec",
    "BLENDED, bfc37fbdb04fe648",
    "HOUSE_NUMBER, 643f455b85a50382"
  })
  void imagesStayWhatTheyWere(Corruption corruption, String start) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] image = new byte[SIDE * SIDE];
    for (int id = 0; id < 5; id++) {
      new Random(id).nextBytes(image);
      digest.update(corruption.apply(image, OTHERS, 42, id));
    }

    assertThat(HexFormat.of().formatHex(digest.digest())).startsWith(start);
  }

  @Test
  void fifteenAreOfMnistC() {
    assertThat(Corruption.ofMnistC())
        .hasSize(15)
        .startsWith(Corruption.SHOT_NOISE)
        .endsWith(Corruption.CANNY_EDGES);
    assertThat(Corruption.DOTTED_LINE.label()).isEqualTo("dotted_line");
  }

  @Test
  void brightnessAddsHalfOfTheRange() {
    assertThat(corrupted(Corruption.BRIGHTNESS, grey(0))).containsOnly(128);
    assertThat(corrupted(Corruption.BRIGHTNESS, grey(100))).containsOnly(228);
    assertThat(corrupted(Corruption.BRIGHTNESS, grey(200))).containsOnly(255);
  }

  @Test
  void inversionAndLowContrastAreLinear() {
    assertThat(corrupted(Corruption.INVERSION, grey(10))).containsOnly(245);
    assertThat(corrupted(Corruption.LOW_CONTRAST, grey(0))).containsOnly(89);
    assertThat(corrupted(Corruption.LOW_CONTRAST, grey(255))).containsOnly(191);
  }

  @Test
  void linearChangesScaleAndThenAdd() {
    assertThat(PointOperations.linear(3, 0.2).apply(grey(10), new Chance(1))).containsOnly(81);
  }

  @Test
  void stripeInvertsTheLeftAndTheRightQuarter() {
    int[] pixels = corrupted(Corruption.STRIPE, grey(55));

    for (int i = 0; i < pixels.length; i++) {
      int column = i % SIDE;
      assertThat(pixels[i]).isEqualTo(column <= 6 || column >= 21 ? 200 : 55);
    }
  }

  @Test
  void translateMovesByThreePixelsBothWays() {
    Set<Integer> places = new HashSet<>();
    for (int id = 0; id < 40; id++) {
      int[] pixels = values(Corruption.TRANSLATE.apply(point(14, 12), OTHERS, 1, id));
      int at = 0;
      while (pixels[at] == 0) {
        at++;
      }
      assertThat(pixels[at]).isEqualTo(255);
      places.add(at);
    }

    assertThat(places)
        .containsExactlyInAnyOrder(11 * SIDE + 9, 11 * SIDE + 15, 17 * SIDE + 9, 17 * SIDE + 15);
  }

  /** Of a blot right of the centre, which stands in the middle between two pixels. */
  @Test
  void rotateTurnsByTwoFifthsOfARadian() {
    byte[] blot = blot(13, 19);
    double[] up = centre(Corruption.ROTATE, blot, true);
    double[] down = centre(Corruption.ROTATE, blot, false);

    double radius = 6;
    assertThat(up[0]).isCloseTo(13.5 - radius * Math.sin(0.4), within(0.1));
    assertThat(up[1]).isCloseTo(13.5 + radius * Math.cos(0.4), within(0.1));
    assertThat(down[0]).isCloseTo(13.5 + radius * Math.sin(0.4), within(0.1));
    assertThat(down[1]).isCloseTo(13.5 + radius * Math.cos(0.4), within(0.1));
  }

  /** A place's rows are divided by cos 0.4, and its columns move by tan 0.4 of its rows. */
  @Test
  void shearTurnsTheRowAxis() {
    byte[] blot = blot(19, 13);
    double[] up = centre(Corruption.SHEAR, blot, true);
    double[] down = centre(Corruption.SHEAR, blot, false);

    assertThat(up[0]).isCloseTo(13.5 + 6 / Math.cos(0.4), within(0.1));
    assertThat(down[0]).isCloseTo(13.5 + 6 / Math.cos(0.4), within(0.1));
    assertThat(Math.abs(up[1] - 13.5)).isCloseTo(6 * Math.tan(0.4), within(0.1));
    assertThat(up[1] - 13.5).isCloseTo(-(down[1] - 13.5), within(0.1));
  }

  @Test
  void scaleBringsToSevenTenthsAboutTheCentre() {
    double[] centre = centreOf(values(Corruption.SCALE.apply(blot(19, 9), OTHERS, 1, 1)));

    assertThat(centre[0]).isCloseTo(13.5 + 6 * 0.7, within(0.1));
    assertThat(centre[1]).isCloseTo(13.5 - 4 * 0.7, within(0.1));
  }

  /** Of Poisson's 3, P(0) = 0.0498, P(1) = 0.1494, P(2) = 0.2240; from 3 on it is white. */
  @Test
  void shotNoiseCountsPhotons() {
    assertThat(corrupted(Corruption.SHOT_NOISE, grey(0))).containsOnly(0);
    double sum = 0;
    int black = 0;
    for (int id = 0; id < DRAWS; id++) {
      for (int pixel : values(Corruption.SHOT_NOISE.apply(grey(255), OTHERS, 1, id))) {
        assertThat(pixel % 85).isZero();
        sum += pixel;
        black += pixel == 0 ? 1 : 0;
      }
    }
    double pixels = DRAWS * SIDE * SIDE;

    assertThat(sum / pixels / 255).isCloseTo(0.7760, within(0.005));
    assertThat(black / pixels).isCloseTo(0.0498, within(0.003));
  }

  @Test
  void impulsesStrikeSeventeenPercentHalfOfThemWhite() {
    int white = 0;
    int black = 0;
    for (int id = 0; id < DRAWS; id++) {
      for (int pixel : values(Corruption.IMPULSE_NOISE.apply(grey(100), OTHERS, 1, id))) {
        assertThat(pixel).isIn(0, 100, 255);
        white += pixel == 255 ? 1 : 0;
        black += pixel == 0 ? 1 : 0;
      }
    }
    double pixels = DRAWS * SIDE * SIDE;

    assertThat(white / pixels).isCloseTo(0.085, within(0.003));
    assertThat(black / pixels).isCloseTo(0.085, within(0.003));
  }

  /** Swaps go up and left, each by at most a pixel, twice; then a blur of 0.7 pixels reaches 3. */
  @Test
  void glassBlurSpreadsAPointAndKeepsItsLight() {
    double sum = 0;
    for (int id = 0; id < DRAWS; id++) {
      int[] pixels = values(Corruption.GLASS_BLUR.apply(blot(13, 13), OTHERS, 1, id));
      sum += Arrays.stream(pixels).sum();
    }

    // Truncation between the blurs loses some.
    assertThat(sum / DRAWS / (4 * 255)).isBetween(0.93, 1.02);
    int[] even = corrupted(Corruption.GLASS_BLUR, grey(100));
    assertThat(Arrays.stream(even)).allMatch(pixel -> pixel == 99 || pixel == 100);
  }

  /** The nearest of 21 half-Gaussian weights of deviation 3 is 1 / 4.26. */
  @Test
  void motionBlurTrailsAPointToOneSide() {
    for (int id = 0; id < 20; id++) {
      int[] pixels = values(Corruption.MOTION_BLUR.apply(point(14, 25), OTHERS, 1, id));

      assertThat(pixels[14 * SIDE + 25]).isEqualTo(60);
      for (int i = 0; i < pixels.length; i++) {
        int left = 25 - i % SIDE;
        int aside = Math.abs(14 - i / SIDE);
        if (pixels[i] > 0) {
          assertThat(left).isNotNegative();
          assertThat(aside).isLessThanOrEqualTo(left + 1);
        }
      }
      assertThat((double) Arrays.stream(pixels).sum()).isCloseTo(255, within(4.0));
    }
  }

  /** White w becomes (1 + 3 p) / 4 of it, where p is the plasma's 0..1, and black 3 p / 4. */
  @Test
  void fogLightensBlackByThreeQuartersAtMost() {
    assertThat(corrupted(Corruption.FOG, grey(0))).containsOnly(0);
    byte[] image = point(5, 5);
    for (int id = 0; id < 20; id++) {
      int[] pixels = values(Corruption.FOG.apply(image, OTHERS, 1, id));
      int beside = pixels[5 * SIDE + 6];

      assertThat(pixels[5 * SIDE + 5]).isGreaterThanOrEqualTo(64);
      // Plasma differs little from pixel to pixel.
      assertThat(pixels[5 * SIDE + 5] - beside).isBetween(64 - 20, 64 + 20);
      pixels[5 * SIDE + 5] = 0;
      assertThat(Arrays.stream(pixels)).allMatch(pixel -> pixel <= 192);
    }
  }

  @Test
  void plasmaSpansZeroToOneAndIsNotEven() {
    float[] corner = Plasma.corner(1.4, new Chance(1));
    float lowest = 1;
    float highest = 0;
    for (float height : corner) {
      lowest = Math.min(lowest, height);
      highest = Math.max(highest, height);
    }

    assertThat(lowest).isNotNegative();
    assertThat(highest).isLessThanOrEqualTo(1);
    assertThat(highest - lowest).isGreaterThan(0.05f);
  }

  /** Mud of cover c, 0 or 0.8 to 1, turns white into 255 - 192 c and black into 63 c. */
  @Test
  void spatterCoversWithDarkMud() {
    int covered = 0;
    for (int id = 0; id < DRAWS; id++) {
      int[] white = values(Corruption.SPATTER.apply(grey(255), OTHERS, 1, id));
      int[] black = values(Corruption.SPATTER.apply(grey(0), OTHERS, 1, id));
      for (int i = 0; i < white.length; i++) {
        if (white[i] == 255) {
          assertThat(black[i]).isZero();
        } else {
          assertThat(white[i]).isBetween(63, 102);
          assertThat(black[i]).isBetween(50, 63);
          covered++;
        }
      }
    }

    // Half is above the level before the edges are taken off.
    assertThat(covered / (double) (DRAWS * SIDE * SIDE)).isBetween(0.1, 0.4);
  }

  @Test
  void dottedLineHasTwoColumnsOfEveryFour() {
    for (int id = 0; id < 20; id++) {
      int[] pixels = values(Corruption.DOTTED_LINE.apply(grey(0), OTHERS, 1, id));
      for (int column = 0; column < SIDE; column++) {
        int brightest = 0;
        for (int row = 0; row < SIDE; row++) {
          brightest = Math.max(brightest, pixels[row * SIDE + column]);
        }
        boolean lit = column / 2 % 2 == 1 && column < 27;
        // A pixel at most half a row off has 1 + ln(1 - 0.5 / 2.3) of white.
        assertThat(brightest).isBetween(lit ? 192 : 0, lit ? 255 : 0);
      }
    }
  }

  /** At its start the zigzag rises to one side, 2 columns on it turns. */
  @Test
  void zigzagCrossesFromTheThirdColumnToTheTwentySixth() {
    for (int id = 0; id < 20; id++) {
      int[] pixels = values(Corruption.ZIGZAG.apply(grey(0), OTHERS, 1, id));
      boolean seen = false;
      for (int i = 0; i < pixels.length; i++) {
        int column = i % SIDE;
        if (pixels[i] > 0) {
          assertThat(column).isBetween(2, 25);
          seen = true;
        }
      }
      assertThat(seen).isTrue();
    }
  }

  @Test
  void cannyEdgesOutlineASquare() {
    byte[] square = new byte[SIDE * SIDE];
    for (int row = 8; row < 20; row++) {
      Arrays.fill(square, row * SIDE + 8, row * SIDE + 20, (byte) 255);
    }
    int[] pixels = corrupted(Corruption.CANNY_EDGES, square);

    assertThat(pixels).containsOnly(0, 255);
    assertThat(pixels[14 * SIDE + 14]).isZero();
    assertThat(pixels[3 * SIDE + 3]).isZero();
    // The step lies between two pixels, either or both of which are its ridge.
    for (int column = 0; column < 14; column++) {
      assertThat(pixels[14 * SIDE + column]).isIn(0, column == 7 || column == 8 ? 255 : 0);
    }
    assertThat(pixels[14 * SIDE + 7] + pixels[14 * SIDE + 8]).isPositive();
    assertThat(corrupted(Corruption.CANNY_EDGES, grey(200))).containsOnly(0);
  }

  /** A grey edge of less than a tenth is none, of a fifth it is one. */
  @Test
  void cannyEdgesNeedAGradient() {
    assertThat(corrupted(Corruption.CANNY_EDGES, step(12))).containsOnly(0);
    assertThat(corrupted(Corruption.CANNY_EDGES, step(60))).contains(255);
  }

  private static boolean draws(Corruption corruption) {
    return switch (corruption) {
      case SCALE, SCALE_50, SCALE_80, SCALE_130, BRIGHTNESS, STRIPE, CANNY_EDGES -> false;
      case INVERSION, LOW_CONTRAST -> false;
      default -> true;
    };
  }

  private static int[] corrupted(Corruption corruption, byte[] image) {
    return values(corruption.apply(image, OTHERS, 1, 1));
  }

  private static int[] values(byte[] image) {
    int[] values = new int[image.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = image[i] & 0xFF;
    }
    return values;
  }

  private static byte[] grey(int value) {
    byte[] image = new byte[SIDE * SIDE];
    Arrays.fill(image, (byte) value);
    return image;
  }

  private static byte[] point(int row, int column) {
    byte[] image = new byte[SIDE * SIDE];
    image[row * SIDE + column] = (byte) 255;
    return image;
  }

  /** Four white pixels, from this one on down and right. */
  private static byte[] blot(int row, int column) {
    byte[] image = new byte[SIDE * SIDE];
    for (int i = 0; i < 4; i++) {
      image[(row + i / 2) * SIDE + column + i % 2] = (byte) 255;
    }
    return image;
  }

  private static byte[] step(int grey) {
    byte[] image = new byte[SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) (i % SIDE < 14 ? 0 : grey);
    }
    return image;
  }

  /** Of the record whose draw puts it highest, or lowest, or most to one side. */
  private static double[] centre(Corruption corruption, byte[] image, boolean first) {
    double[] best = null;
    for (int id = 0; id < 20; id++) {
      double[] centre = centreOf(values(corruption.apply(image, OTHERS, 1, id)));
      double key = centre[0] + centre[1];
      if (best == null || first == key < best[0] + best[1]) {
        best = centre;
      }
    }
    return best;
  }

  private static double[] centreOf(int[] pixels) {
    double mass = 0;
    double rows = 0;
    double columns = 0;
    for (int i = 0; i < pixels.length; i++) {
      mass += pixels[i];
      rows += (double) pixels[i] * (i / SIDE);
      columns += (double) pixels[i] * (i % SIDE);
    }
    return new double[] {rows / mass, columns / mass};
  }
}
