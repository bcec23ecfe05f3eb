package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mnist.nondigits.Digit;
import mnist.testing.SyntheticDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind by what it says it shows. */
class NonDigitTest {

  private static final int SIDE = 28;
  private static final Originals NONE = new Originals(List.of(), List.of(), List.of());

  /** Some digits, all of them to turn, and some to stand for letters. */
  private static Originals originals(int count) {
    List<SyntheticDigits.Digit> drawn = SyntheticDigits.draw(2, 4).subList(0, count);
    List<byte[]> images = drawn.stream().map(SyntheticDigits.Digit::image).toList();
    return new Originals(
        images,
        drawn.stream().map(digit -> new Digit(digit.image(), digit.label())).toList(),
        images);
  }

  @ParameterizedTest
  @CsvSource({
    "BLANK, 1000",
    "NOISE, 1000",
    "SCRIBBLES, 1000",
    "SEVERAL_DIGITS, 1000",
    "LETTERS, 20",
    "TURNED, 20",
  })
  void isAFunctionOfSeedAndIndex(NonDigit kind, int expected) {
    List<byte[]> images = kind.images(1, originals(20));
    List<byte[]> fewer = kind.images(1, originals(7));

    assertThat(images).hasSize(expected);
    assertThat(texts(kind.images(1, originals(20))).equals(texts(images))).isTrue();
    if (expected == 20) {
      assertThat(texts(fewer).equals(texts(images.subList(0, 7)))).isTrue();
    }
    if (kind != NonDigit.LETTERS) {
      assertThat(texts(kind.images(2, originals(20))).equals(texts(images))).isFalse();
    }
    assertThat(new HashSet<>(texts(images)).size()).isGreaterThan(images.size() / 2);
  }

  /** To the last bit: another JDK or processor that drew or rounded otherwise would be noticed. */
  @ParameterizedTest
  @CsvSource({
    "BLANK, fd32a0dd224cd533",
    "NOISE, eb0d5bc8319842f4",
    "SCRIBBLES, e82fb40c827e3f9e",
    "SEVERAL_DIGITS, f4e6f63217e0673e",
    "LETTERS, da0f5e4af24a515d",
    "TURNED, 75d3b8354f35f400",
  })
  void drawsTheSameEverywhere(NonDigit kind, String start) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    kind.images(42, originals(20)).forEach(digest::update);

    assertThat(HexFormat.of().formatHex(digest.digest())).startsWith(start);
  }

  @Test
  void withoutOriginalsThereAreThoseMadeOfNothing() {
    assertThat(Arrays.stream(NonDigit.values()).filter(kind -> !kind.images(1, NONE).isEmpty()))
        .containsExactly(NonDigit.BLANK, NonDigit.NOISE, NonDigit.SCRIBBLES);
  }

  /** Greys rise by 32 from end to end at most, which is little more than one a pixel. */
  @Test
  void blanksHaveNoEdges() {
    Set<Integer> corners = new HashSet<>();
    int steepest = 0;
    for (byte[] image : NonDigit.BLANK.images(3, NONE)) {
      corners.add(image[0] & 0xFF);
      for (int i = 0; i < image.length - SIDE; i++) {
        int right = i % SIDE == SIDE - 1 ? i : i + 1;
        steepest = Math.max(steepest, Math.abs((image[i] & 0xFF) - (image[right] & 0xFF)));
        steepest = Math.max(steepest, Math.abs((image[i] & 0xFF) - (image[i + SIDE] & 0xFF)));
      }
    }
    assertThat(steepest).isBetween(1, 2);
    assertThat(corners).hasSizeGreaterThan(200).contains(0);
  }

  @Test
  void noiseIsNeverFlat() {
    for (byte[] image : NonDigit.NOISE.images(3, NONE)) {
      assertThat(new HashSet<>(greys(image)).size()).isGreaterThan(1);
    }
  }

  /** Discs of 0.8 to 1.8 pixels around points of 4.5 to 22.5, but for curves that swing out. */
  @Test
  void scribblesAreStrokesOnBlack() {
    for (byte[] image : NonDigit.SCRIBBLES.images(3, NONE)) {
      long white = greys(image).stream().filter(grey -> grey > 127).count();
      assertThat(white).isBetween(15L, 500L);
      assertThat(greys(image).subList(0, SIDE)).containsOnly(0);
    }
  }

  /** A small square in place of each digit, so that they stay apart whatever overlaps. */
  @Test
  void severalDigitsAreTwoToFour() {
    byte[] square = new byte[SIDE * SIDE];
    for (int i = 0; i < 16; i++) {
      square[(12 + i / 4) * SIDE + 12 + i % 4] = (byte) 255;
    }
    Originals squares = new Originals(List.of(square), List.of(), List.of());

    int[] images = new int[5];
    for (byte[] image : NonDigit.SEVERAL_DIGITS.images(3, squares)) {
      images[pieces(image)]++;
    }

    assertThat(images[0] + images[1]).isZero();
    assertThat(images[2]).isBetween(280, 390);
    assertThat(images[3]).isBetween(280, 390);
    assertThat(images[4]).isBetween(280, 390);
  }

  /** The second row's last pixel if it is clockwise, and the last but one's first otherwise. */
  @ParameterizedTest
  @CsvSource({"2, 728", "3, 55 728", "4, 55 728", "5, 728", "7, 55"})
  void turnedIsAQuarterToTheSidesWhereItIsNoDigit(int label, String places) {
    byte[] corner = new byte[SIDE * SIDE];
    corner[1] = 9;
    List<Digit> corners = Collections.nCopies(20, new Digit(corner, label));
    Set<Integer> found = new TreeSet<>();
    for (byte[] image : NonDigit.TURNED.images(3, new Originals(List.of(), corners, List.of()))) {
      found.add(greys(image).indexOf(9));
    }

    assertThat(found.stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .isEqualTo(places);
  }

  private static List<Integer> greys(byte[] image) {
    List<Integer> greys = new ArrayList<>();
    for (byte pixel : image) {
      greys.add(pixel & 0xFF);
    }
    return greys;
  }

  private static List<String> texts(List<byte[]> images) {
    return images.stream().map(Arrays::toString).toList();
  }

  /** Areas of pixels above 0 that touch. */
  private static int pieces(byte[] image) {
    byte[] left = image.clone();
    int pieces = 0;
    for (int i = 0; i < left.length; i++) {
      pieces += left[i] == 0 ? 0 : 1;
      erase(left, i / SIDE, i % SIDE);
    }
    return pieces;
  }

  private static void erase(byte[] image, int row, int column) {
    if (row < 0 || column < 0 || row == SIDE || column == SIDE || image[row * SIDE + column] == 0) {
      return;
    }
    image[row * SIDE + column] = 0;
    for (int i = 0; i < 9; i++) {
      erase(image, row - 1 + i / 3, column - 1 + i % 3);
    }
  }
}
