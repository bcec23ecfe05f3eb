package mnist.nondigits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.Sha256;
import mnist.transform.InkBox;
import mnist.transform.Pen;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NonDigitsTest {

  private static final int SIDE = 28;
  private static final int RECORDS = 10_000;

  static Stream<NonDigit> kinds() {
    return NonDigits.KINDS.stream();
  }

  /** All kinds of one size in each try. */
  @Property(tries = 100)
  void valuesArePixelValuesOfAnySize(
      @ForAll @IntRange(min = 20, max = 40) int height,
      @ForAll @IntRange(min = 20, max = 40) int width,
      @ForAll long seed) {
    for (NonDigit kind : NonDigits.KINDS) {
      for (int label = 0; label < 10; label++) {
        DigitsAtHand digits = digits(height, width, label);
        if (kind.suits(digits)) {
          float[] pixels = kind.draw(digits, new SplittableRandom(seed + label));

          assertThat(pixels).hasSize(height * width);
          for (float pixel : pixels) {
            assertThat(pixel).as(kind.label()).isBetween(0f, 255.001f);
          }
        }
      }
    }
  }

  @Test
  void onlyDigitsAreReplaced() {
    NonDigits some = new NonDigits(0.1);
    List<String> digits = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
    List<String> garments = List.of("bag", "boot", "coat");
    List<String> lettersToo = Stream.concat(digits.stream().limit(9), Stream.of("A")).toList();

    some.requireDigits(10, null);
    some.requireDigits(10, digits);
    NonDigits.NONE.requireDigits(3, garments);
    assertThatThrownBy(() -> some.requireDigits(11, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot replace training images by images that aren't digits: expected the classes 0 to"
                + " 9, but found 11 classes; set train.non-digit-fraction = 0");
    assertThatThrownBy(() -> some.requireDigits(3, garments))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("but found bag, boot, coat; ");
    assertThatThrownBy(() -> some.requireDigits(10, lettersToo))
        .isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void drawsAreNewAndTheSameOfTheSameSeed(NonDigit kind) {
    DigitsAtHand digits =
        IntStream.range(0, 10)
            .mapToObj(label -> digits(SIDE, SIDE, label))
            .filter(kind::suits)
            .findFirst()
            .orElseThrow();
    Set<Integer> drawn = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      float[] pixels = kind.draw(digits, new SplittableRandom(seed));
      assertThat(kind.draw(digits, new SplittableRandom(seed))).isEqualTo(pixels);
      drawn.add(Arrays.hashCode(pixels));
    }

    // A quarter of the blank ones are black.
    assertThat(drawn).hasSizeGreaterThan(kind instanceof Blank ? 60 : 90);
  }

  /** To the last bit, and each kind of itself, since models' hashes rest on what is drawn. */
  @ParameterizedTest
  @CsvSource({
    "blank, 811bae2a27021c10d2f5e885159771b3fc051f5c277753eded8ab0617c00042a",
    "noise, f92047526e5cfaaad34f776d2759463fcd4080b15f7a65e3e58cd0410dacc4be",
    "texture, 3bd8ccce3a49eed24b6c725e2a4baaa23fb519ff51b29983e1f07f572ae226ce",
    "form cell, 0f4e9241e953bfe76f600d81d9ccb1fc6acb9edc99a78c5456478b6402d9c645",
    "scribble, a1d73f4710fb96cb0e5f4a96fb0d155c8a288b2b1546011778d0610ee70e26bd",
    "sign, 3fff474b9728352cb4a472f5d5432c63cb0c64cbd71510d4318091f20f747d1d",
    "skeleton, ed9ba7f13d0bd3d119bc39d73057d26f087b6157ae1400afdc2abd65132de501",
    "silhouette, 3b794075347843229ef4326d26db32bc9862e5a170e95a3ad6af264df14df90d",
    "half a digit, 1da4e06b05a7f1c07236245a388f5351b67cbfede693941b19197423aad500fb",
    "shuffled, d3bc7708c17b9cc586df43904e8ca138396a4d69ee9c791ff2b9e0486d8ba254",
    "several digits, dbf048b9f78fcf6de242d2dd3ce304c04e849d92e9cc9dfbeda0b1bba03fc4ec",
    "turned, 73356ae56b2bf528148c4157c3d875375fc3978c435750690bc50cb22dcd71e5",
    "mirrored, 88922aed1abff07930af890ec554fb4ef0d8475e1d71c342c488a4e7518bb63d"
  })
  void drawsStayWhatTheyWere(String label, String sha256) throws Exception {
    NonDigit kind = kinds().filter(some -> some.label().equals(label)).findFirst().orElseThrow();
    MessageDigest digest = Sha256.start();
    ByteBuffer bits = ByteBuffer.allocate(SIDE * SIDE * Float.BYTES);
    for (int seed = 0; seed < 300; seed++) {
      DigitsAtHand digits = digits(SIDE, SIDE, seed % 10);
      if (kind.suits(digits)) {
        bits.asFloatBuffer().put(kind.draw(digits, new SplittableRandom(seed)));
        digest.update(bits.array());
      }
    }

    assertThat(Sha256.hex(digest.digest())).isEqualTo(sha256);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.15, 0.9})
  void replacesItsPartOfTheExamplesOthersEachEpoch(double fraction) {
    NonDigits nonDigits = new NonDigits(fraction);
    Set<Long> first = replaced(nonDigits, 5, 1);
    Set<Long> second = replaced(nonDigits, 5, 2);
    Set<Long> both = new HashSet<>(first);
    both.retainAll(second);

    assertThat((double) first.size()).isCloseTo(RECORDS * fraction, within(bound(fraction)));
    assertThat((double) both.size())
        .isCloseTo(RECORDS * fraction * fraction, within(bound(fraction * fraction)));
    assertThat(replaced(nonDigits, 5, 1)).isEqualTo(first).isNotEqualTo(replaced(nonDigits, 6, 1));
  }

  @Test
  void noneReplacesNothing() {
    assertThat(replaced(NonDigits.NONE, 5, 1)).isEmpty();
  }

  private static Set<Long> replaced(NonDigits nonDigits, long seed, int epoch) {
    return LongStream.range(0, RECORDS)
        .filter(id -> nonDigits.replaces(seed, epoch, id))
        .boxed()
        .collect(Collectors.toSet());
  }

  /** Five standard deviations of so many draws. */
  private static double bound(double fraction) {
    return 5 * Math.sqrt(RECORDS * fraction * (1 - fraction));
  }

  /** Of a digit alone, too, and of classes that are no digits. */
  @Test
  void drawsAnyKindOfWhateverIsAtHand() {
    for (int label = 0; label < 12; label++) {
      DigitsAtHand alone = new DigitsAtHand(SIDE, SIDE, digit(SIDE, SIDE, label), List.of());
      Set<Integer> drawn = new HashSet<>();
      for (int id = 0; id < 100; id++) {
        float[] pixels = NonDigits.draw(alone, 1, 2, id);
        assertThat(NonDigits.draw(alone, 1, 2, id)).isEqualTo(pixels);
        drawn.add(Arrays.hashCode(pixels));
      }
      assertThat(drawn).hasSizeGreaterThan(90);
    }
  }

  @Test
  void digitsThatStayDigitsAreLeftAlone() {
    Map<String, List<Integer>> suited =
        kinds()
            .collect(
                Collectors.toMap(
                    NonDigit::label,
                    kind ->
                        IntStream.rangeClosed(0, 10)
                            .filter(label -> kind.suits(digits(SIDE, SIDE, label)))
                            .boxed()
                            .toList()));

    assertThat(suited)
        .containsEntry("half a digit", List.of(0, 4, 5))
        .containsEntry("shuffled", List.of(0, 2, 3, 4, 5, 6, 8, 9, 10))
        .containsEntry("turned", List.of(3, 4, 7))
        .containsEntry("mirrored", List.of(3, 4, 9));
    assertThat(suited.entrySet().stream().filter(entry -> entry.getValue().size() == 11))
        .hasSize(9);
  }

  /** A mark at the top comes to stand at the right of a 7, and at either side of a 3. */
  @Test
  void aSevenIsTurnedClockwise() {
    byte[] image = new byte[SIDE * SIDE];
    image[3 * SIDE + SIDE / 2] = (byte) 255;
    for (int label : new int[] {3, 7}) {
      DigitsAtHand digits = new DigitsAtHand(SIDE, SIDE, new Digit(image, label), List.of());
      long right =
          IntStream.range(0, 100)
              .mapToObj(seed -> new TurnedDigit().draw(digits, new SplittableRandom(seed)))
              .filter(pixels -> centerColumn(pixels) > SIDE * 0.6)
              .count();
      assertThat(right).isBetween(label == 7 ? 100L : 25L, label == 7 ? 100L : 75L);
    }
  }

  @Test
  void aMirrorSwapsLeftAndRight() {
    byte[] image = new byte[SIDE * SIDE];
    image[SIDE * SIDE / 2 + 4] = (byte) 255;
    DigitsAtHand digits = new DigitsAtHand(SIDE, SIDE, new Digit(image, 3), List.of());
    for (int seed = 0; seed < 50; seed++) {
      float[] pixels = new MirroredDigit().draw(digits, new SplittableRandom(seed));
      assertThat(centerColumn(pixels)).isBetween(SIDE * 0.7f, SIDE - 2f);
    }
  }

  /** The others by chance, too, if seldom. */
  @Test
  void threeQuartersOfTheDrawnOnesStandAsPreparationPlacesDigits() {
    DigitsAtHand digits = digits(SIDE, SIDE, 0);
    int draws = 1000;
    int fitted = 0;
    for (int seed = 0; seed < draws; seed++) {
      float[] pixels = new Skeleton().draw(digits, new SplittableRandom(seed));
      InkBox ink = InkBox.of(pixels, 0, SIDE, SIDE);
      boolean asLarge = Math.abs(Math.max(ink.height(), ink.width()) - 20) <= 1;
      boolean centered =
          Math.hypot(centerRow(pixels) - SIDE / 2.0, centerColumn(pixels) - SIDE / 2.0) < 2;
      fitted += asLarge && centered ? 1 : 0;
    }

    assertThat(fitted / (double) draws).isBetween(0.7, 0.85);
  }

  @Test
  void aShapeIsFilled() {
    Sketch square = new Sketch(List.of(new float[] {2, 3, 6.5f, 3, 6.5f, 9, 2, 9, 2, 3}));

    float[] inside = square.inside(12, 10);

    for (int row = 0; row < 12; row++) {
      for (int column = 0; column < 10; column++) {
        float across = column == 2 ? 0.5f : column > 2 && column <= 6 ? 1 : 0;
        float expected = row > 3 && row <= 9 ? across : 0;
        assertThat(inside[row * 10 + column]).as(row + ", " + column).isEqualTo(expected);
      }
    }
  }

  /** A bright dot in the upper half of a 4 stays, in the middle, and a faint one below goes. */
  @Test
  void theUpperHalfStays() {
    byte[] image = new byte[SIDE * SIDE];
    image[5 * SIDE + 8] = (byte) 255;
    image[20 * SIDE + 20] = 100;
    DigitsAtHand digits = new DigitsAtHand(SIDE, SIDE, new Digit(image, 4), List.of());
    for (int seed = 0; seed < 50; seed++) {
      float[] pixels = new HalfDigit().draw(digits, new SplittableRandom(seed));
      assertThat(centerColumn(pixels)).isCloseTo(SIDE / 2f, within(1f));
      assertThat(pixels[SIDE * SIDE / 2 + SIDE / 2]).isGreaterThan(250);
    }
  }

  @Test
  void aCurvePassesThroughItsPoints() {
    float[] points = {0, 0, 1, 3, 5, 2, 4, 4};

    float[] curve = Pen.curve(points);

    for (int point = 0; point < 4; point++) {
      int at = 2 * point * (curve.length / 2 - 1) / 3;
      assertThat(curve[at]).isCloseTo(points[2 * point], within(1e-5f));
      assertThat(curve[at + 1]).isCloseTo(points[2 * point + 1], within(1e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void aFractionOutOfBoundsIsTheUsersMistake(double fraction) {
    assertThatThrownBy(() -> new NonDigits(fraction))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("train.non-digit-fraction must be 0 to below 1, but was " + fraction);
  }

  private static float centerRow(float[] pixels) {
    float sum = 0;
    float rows = 0;
    for (int i = 0; i < pixels.length; i++) {
      sum += pixels[i];
      rows += pixels[i] * (i / SIDE);
    }
    return rows / sum;
  }

  private static float centerColumn(float[] pixels) {
    float sum = 0;
    float columns = 0;
    for (int i = 0; i < pixels.length; i++) {
      sum += pixels[i];
      columns += pixels[i] * (i % SIDE);
    }
    return columns / sum;
  }

  private static DigitsAtHand digits(int height, int width, int label) {
    return new DigitsAtHand(
        height,
        width,
        digit(height, width, label),
        List.of(digit(height, width, (label + 3) % 10), digit(height, width, (label + 7) % 10)));
  }

  /** A rectangle of dots, as large as the label. */
  private static Digit digit(int height, int width, int label) {
    byte[] image = new byte[height * width];
    for (int row = 4; row < 12 + label % 10 / 2; row++) {
      for (int column = 5; column < 9 + label % 10; column++) {
        image[row * width + column] = (byte) (60 + (row * 7 + column * 13) % 196);
      }
    }
    return new Digit(image, label);
  }
}
