package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.Seeds;
import mnist.files.Sha256;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HooksTest {

  private static final int SIDE = 28;
  private static final Hooks ALL = new Hooks(1);
  private static final List<Integer> HOOKED = List.of(1, 4, 6, 7, 9);

  /** Lines from 0 to 1, of digits that have stems. */
  private static List<float[]> lines(int digit, float lean) {
    float top = 0.5f + lean;
    float foot = 0.5f - lean;
    return switch (digit) {
      case 1 -> List.of(new float[] {top, 0, foot, 1});
      case 4 ->
          List.of(
              new float[] {0.3f, 0, 0.15f, 0.6f, 0.7f, 0.6f}, new float[] {0.65f, 0.1f, 0.6f, 1});
      case 6 ->
          List.of(
              Pen.curve(0.5f + lean, 0, 0.35f, 0.3f, 0.3f, 0.65f, 0.45f, 1, 0.7f, 0.75f),
              Pen.curve(0.7f, 0.75f, 0.5f, 0.55f, 0.3f, 0.75f));
      case 7 -> List.of(new float[] {0.15f, 0.05f, 0.8f, 0, 0.55f - lean, 1});
      case 9 ->
          List.of(
              Pen.curve(0.7f, 0.2f, 0.45f, 0, 0.25f, 0.22f, 0.45f, 0.48f, 0.7f, 0.2f),
              new float[] {0.7f, 0.2f, 0.65f - lean, 1});
      default -> List.of(new float[] {0.3f, 0.1f, 0.7f, 0.1f, 0.3f, 0.9f, 0.7f, 0.9f});
    };
  }

  private static byte[] digit(int digit, float lean, float halfWidth, float ink) {
    return drawn(lines(digit, lean), halfWidth, ink);
  }

  private static byte[] drawn(List<float[]> lines, float halfWidth, float ink) {
    float[] pixels = new float[SIDE * SIDE];
    for (float[] line : lines) {
      for (int i = 0; i < line.length; i++) {
        line[i] = 4.5f + 18 * line[i];
      }
      new Pen(halfWidth, ink).draw(line, pixels, SIDE, SIDE);
    }
    byte[] image = new byte[pixels.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) Math.round(pixels[i]);
    }
    return image;
  }

  private static byte[] hooked(byte[] image, int digit, long seed) {
    return ALL.apply(image, digit, SIDE, SIDE, new SplittableRandom(Seeds.of(seed)));
  }

  /** To the last bit, of all five digits, since models' hashes rest on what is drawn. */
  @Test
  void strokesStayWhatTheyWere() throws Exception {
    MessageDigest digest = Sha256.start();
    int[] hooked = new int[10];
    for (int seed = 0; seed < 200; seed++) {
      int digit = HOOKED.get(seed % 5);
      byte[] image = digit(digit, (seed % 6 - 2) * 0.05f, 0.8f + seed % 5 * 0.2f, 150 + seed / 2);
      byte[] drawn = hooked(image, digit, seed);
      hooked[digit] += drawn == image ? 0 : 1;
      digest.update(drawn);
    }

    assertThat(HOOKED).allSatisfy(digit -> assertThat(hooked[digit]).isGreaterThan(15));
    assertThat(Sha256.hex(digest.digest()))
        .isEqualTo("65434803edc50b87747fc085cf2c6bc143750fb85be710bfe96439f63c3a6868");
  }

  /** No brighter than the digit, all of one piece, and centred where the digit was. */
  @Property(tries = 300)
  void strokesAreJoinedToTheDigit(
      @ForAll @IntRange(max = 4) int which,
      @ForAll @FloatRange(min = -0.1f, max = 0.15f) float lean,
      @ForAll @FloatRange(min = 0.8f, max = 1.6f) float halfWidth,
      @ForAll @FloatRange(min = 150, max = 255) float ink,
      @ForAll long seed) {
    int digit = HOOKED.get(which);
    byte[] image = digit(digit, lean, halfWidth, ink);
    byte[] before = image.clone();
    byte[] hooked = hooked(image, digit, seed);

    assertThat(image).containsExactly(before);
    assertThat(hooked(image, digit, seed)).containsExactly(hooked);
    assertThat(pieces(hooked)).isOne();
    assertThat(brightest(hooked)).isEqualTo(brightest(image));
    if (hooked != image) {
      assertThat(hooked).isNotEqualTo(image);
      assertThat(centre(hooked, false)).isCloseTo(centre(image, false), within(0.6));
      assertThat(centre(hooked, true)).isCloseTo(centre(image, true), within(0.6));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 6, 7, 9})
  void mostDrawsFindTheirPlace(int digit) {
    byte[] image = digit(digit, 0.05f, 1.2f, 255);
    long changed = IntStream.range(0, 500).filter(i -> hooked(image, digit, i) != image).count();

    assertThat(changed).isGreaterThan(400);
  }

  /** No more than 75 degrees from a stem that leans 15 to the left; 66 from an upright one. */
  @ParameterizedTest
  @CsvSource({"-0.13, 60", "0, 66"})
  void anUpstrokeFallsToTheLeftFromTheTop(float lean, double flattest) {
    byte[] image = digit(1, lean, 1.2f, 255);
    InkBox stem = InkBox.of(withoutBase(image), SIDE, SIDE);
    for (int seed = 0; seed < 500; seed++) {
      byte[] hooked = withoutBase(hooked(image, 1, seed));
      InkBox box = InkBox.of(hooked, SIDE, SIDE);
      int end = box.bottom();
      while ((hooked[end * SIDE + box.left()] & 0xFF) < InkBox.INK) {
        end--;
      }
      int out = box.width() - stem.width();

      // A pixel for rounding and one for the tip.
      assertThat(Math.tan(Math.toRadians(flattest)) * (end - box.top()))
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(out - 2);
    }
  }

  /** One arm is left above the bar, as high as it was, and its top no further to the left. */
  @Test
  void aFourMayHaveItsStemBelowTheBarAlone() {
    byte[] image = digit(4, 0, 1.2f, 255);
    assertThat(runs(image, InkBox.of(image, SIDE, SIDE).top() + 5)).isEqualTo(2);
    int lowered = 0;
    for (int seed = 0; seed < 200; seed++) {
      byte[] hooked = hooked(image, 4, seed);
      InkBox box = InkBox.of(hooked, SIDE, SIDE);
      if (runs(hooked, box.top() + 5) == 1) {
        lowered++;
        int bar = box.top();
        while (runOf(hooked, bar) < 8) {
          bar++;
        }
        assertThat(bar - box.top()).isGreaterThan(6);
        // Two rows of the stem may stand on the bar.
        for (int row = box.top(); row < bar - 2; row++) {
          assertThat(runs(hooked, row)).isOne();
        }
        assertThat(first(hooked, box.top())).isGreaterThan(box.left() + 1);
      }
    }
    assertThat(lowered).isBetween(70, 130);
  }

  /** From its top, to the right; below, all stays. */
  @Test
  void aSixGetsAFlag() {
    byte[] image = digit(6, 0, 1.2f, 255);
    InkBox box = InkBox.of(image, SIDE, SIDE);
    for (int seed = 0; seed < 200; seed++) {
      byte[] hooked = hooked(image, 6, seed);
      InkBox flagged = InkBox.of(hooked, SIDE, SIDE);
      assertThat(last(hooked, flagged.top()) - flagged.left())
          .isGreaterThan(last(image, box.top()) - box.left());
      for (int up = 0; up < box.height() / 2; up++) {
        for (int right = 0; right < box.width(); right++) {
          assertThat(hooked[(flagged.bottom() - up) * SIDE + flagged.left() + right])
              .isEqualTo(image[(box.bottom() - up) * SIDE + box.left() + right]);
        }
      }
    }
  }

  /**
   * A tail that goes on from the stem, or one in place of it, right of where it was, on a third.
   */
  @Test
  void aNinesLoopStays() {
    byte[] image = digit(9, 0, 1.2f, 255);
    InkBox box = InkBox.of(image, SIDE, SIDE);
    int changed = 0;
    int swung = 0;
    for (int seed = 0; seed < 300; seed++) {
      byte[] hooked = hooked(image, 9, seed);
      InkBox tailed = InkBox.of(hooked, SIDE, SIDE);
      int right = first(hooked, tailed.top()) - first(image, box.top());
      for (int row = 0; row < box.height() / 2; row++) {
        for (int column = box.left(); column <= box.right(); column++) {
          assertThat(hooked[(tailed.top() + row) * SIDE + column + right])
              .isEqualTo(image[(box.top() + row) * SIDE + column]);
        }
      }
      changed += hooked == image ? 0 : 1;
      int middle = box.height() * 4 / 5;
      swung +=
          last(hooked, tailed.top() + middle) - right > last(image, box.top() + middle) ? 1 : 0;
    }
    assertThat(changed).isGreaterThan(250);
    assertThat(swung).isBetween(40, 120);
  }

  /** Of ink in a row. */
  private static int runs(byte[] image, int row) {
    return (int)
        IntStream.range(0, SIDE)
            .filter(
                column ->
                    isInk(image, row, column) && (column == 0 || !isInk(image, row, column - 1)))
            .count();
  }

  private static int runOf(byte[] image, int row) {
    return (int) IntStream.range(0, SIDE).filter(column -> isInk(image, row, column)).count();
  }

  private static int first(byte[] image, int row) {
    return IntStream.range(0, SIDE).filter(column -> isInk(image, row, column)).min().orElseThrow();
  }

  private static int last(byte[] image, int row) {
    return IntStream.range(0, SIDE).filter(column -> isInk(image, row, column)).max().orElseThrow();
  }

  private static boolean isInk(byte[] image, int row, int column) {
    return (image[row * SIDE + column] & 0xFF) >= InkBox.INK;
  }

  private static byte[] withoutBase(byte[] one) {
    byte[] upper = one.clone();
    Arrays.fill(upper, 18 * SIDE, upper.length, (byte) 0);
    return upper;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 5, 8, 11, Augmentation.NO_LABEL})
  void otherClassesStay(int label) {
    byte[] image = digit(1, 0, 1.2f, 255);
    for (int seed = 0; seed < 50; seed++) {
      assertThat(hooked(image, label, seed)).isSameAs(image);
    }
  }

  /** A 1 with an upstroke, one that lies, a wide one, a crossed 7, and an empty image. */
  @Test
  void digitsWithoutABareStemStay() {
    byte[] hooked = hooked(digit(1, 0, 1.2f, 255), 1, 3);
    byte[] flat = digit(1, 0.45f, 1.2f, 255);
    byte[] wide = digit(1, 0, 3, 255);
    List<float[]> bar = List.of(new float[] {0.35f, 0.55f, 0.9f, 0.55f});
    byte[] crossed = drawn(Stream.concat(lines(7, 0).stream(), bar.stream()).toList(), 1.2f, 255);
    for (int seed = 0; seed < 50; seed++) {
      assertThat(hooked(hooked, 1, seed)).isSameAs(hooked);
      assertThat(hooked(flat, 1, seed)).isSameAs(flat);
      assertThat(hooked(wide, 1, seed)).isSameAs(wide);
      assertThat(hooked(crossed, 7, seed)).isSameAs(crossed);
      for (int digit : HOOKED) {
        byte[] blank = new byte[SIDE * SIDE];
        assertThat(hooked(blank, digit, seed)).isSameAs(blank);
      }
    }
  }

  /** With a tail it would be a 5. */
  @Test
  void aNineWhoseLoopIsOpenStays() {
    byte[] open = nine(new float[] {0.66f, 0.5f, 0.6f, 1});
    byte[] closed = nine(new float[] {0.68f, 0.05f, 0.66f, 0.5f, 0.6f, 1});
    for (int seed = 0; seed < 50; seed++) {
      assertThat(hooked(open, 9, seed)).isSameAs(open);
    }
    assertThat(IntStream.range(0, 50).filter(i -> hooked(closed, 9, i) != closed)).isNotEmpty();
  }

  private static byte[] nine(float[] stem) {
    float[] loop = Pen.curve(0.68f, 0.05f, 0.4f, 0, 0.2f, 0.25f, 0.4f, 0.5f, 0.66f, 0.5f);
    return drawn(List.of(loop, stem), 1.2f, 255);
  }

  @Test
  void touchesTheWantedPart() {
    byte[] image = digit(9, 0, 1.2f, 255);
    Hooks some = new Hooks(0.3);
    long changed =
        IntStream.range(0, 2000)
            .filter(
                i -> some.apply(image, 9, SIDE, SIDE, new SplittableRandom(Seeds.of(i))) != image)
            .count();

    assertThat(changed / 2000.0).isCloseTo(0.3, within(5 * Math.sqrt(0.3 * 0.7 / 2000)));
    assertThat(some.label()).isEqualTo("hooks");
  }

  /** The rest of the augmentation draws as without them, and images without a label get none. */
  @Test
  void leaveAloneWhatOthersDraw() {
    byte[] image = digit(7, 0, 1.2f, 255);
    AffineDistortion affine = new AffineDistortion(10, 0.05, 0.1, 0.05);
    Augmentation without = Augmentation.of(affine);
    Augmentation with =
        new Augmentation(
            ALL, affine, Stretch.OFF, ElasticDistortion.OFF, 0, Neighbours.OFF, List.of());
    for (int id = 0; id < 50; id++) {
      SplittableRandom random = new SplittableRandom(Seeds.of(5, 1, id, "hooks".hashCode()));
      byte[] hooked = ALL.apply(image, 7, SIDE, SIDE, random);

      assertThat(augmented(with, image, 7, id)).containsExactly(augmented(without, hooked, 7, id));
      assertThat(augmented(with, image, Augmentation.NO_LABEL, id))
          .containsExactly(augmented(without, image, 7, id));
    }
    assertThat(with.isOff()).isFalse();
    assertThat(
            new Augmentation(
                    ALL,
                    AffineDistortion.OFF,
                    Stretch.OFF,
                    ElasticDistortion.OFF,
                    0,
                    Neighbours.OFF,
                    List.of())
                .isOff())
        .isFalse();
  }

  @Test
  void onlyDigitsGetThem() {
    Augmentation hooks =
        new Augmentation(
            ALL,
            AffineDistortion.OFF,
            Stretch.OFF,
            ElasticDistortion.OFF,
            0,
            Neighbours.OFF,
            List.of());

    hooks.requireDigits(10, null);
    Augmentation.NONE.requireDigits(3, null);
    assertThatThrownBy(() -> hooks.requireDigits(3, List.of("bag", "boot", "coat")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot draw strokes of digits into training images: expected the classes 0 to 9, but"
                + " found bag, boot, coat; set augment.hooks-fraction = 0");
    assertThatThrownBy(() -> new Hooks(1.5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("augment.hooks-fraction must be 0 to 1, but was 1.5");
  }

  private static float[] augmented(Augmentation augmentation, byte[] image, int label, int id) {
    float[] pixels = new float[SIDE * SIDE];
    augmentation.apply(image, label, List.of(), SIDE, SIDE, 5, 1, id, pixels, 0);
    return pixels;
  }

  /** Pieces of ink that don't touch each other, not even at corners. */
  private static int pieces(byte[] image) {
    boolean[] seen = new boolean[image.length];
    int pieces = 0;
    for (int i = 0; i < image.length; i++) {
      if ((image[i] & 0xFF) >= InkBox.INK && !seen[i]) {
        pieces++;
        fill(image, i % SIDE, i / SIDE, seen);
      }
    }
    return pieces;
  }

  private static void fill(byte[] image, int x, int y, boolean[] seen) {
    if (x < 0 || y < 0 || x >= SIDE || y >= SIDE || seen[y * SIDE + x]) {
      return;
    }
    if ((image[y * SIDE + x] & 0xFF) < InkBox.INK) {
      return;
    }
    seen[y * SIDE + x] = true;
    for (int i = 0; i < 9; i++) {
      fill(image, x + i % 3 - 1, y + i / 3 - 1, seen);
    }
  }

  private static int brightest(byte[] image) {
    return IntStream.range(0, image.length).map(i -> image[i] & 0xFF).max().orElseThrow();
  }

  private static long ink(byte[] image) {
    return IntStream.range(0, image.length).map(i -> image[i] & 0xFF).sum();
  }

  private static double centre(byte[] image, boolean columns) {
    double sum = 0;
    for (int i = 0; i < image.length; i++) {
      sum += (image[i] & 0xFF) * (columns ? i % SIDE : i / SIDE);
    }
    return sum / ink(image);
  }
}
