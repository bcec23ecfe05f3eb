package mnist.robustness;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import mnist.Seeds;

/** Kinds of images that show no digit, or not just one, made to try a model of digits on. */
public enum NonDigit {
  BLANK(Blanks::draw),
  NOISE(Noises::draw),
  SCRIBBLES(Scribbles::draw),
  SEVERAL_DIGITS(
      originals -> originals.digits().isEmpty() ? 0 : NonDigit.IMAGES,
      (index, chance, originals) -> SeveralDigits.draw(chance, originals.digits())),
  LETTERS(
      originals -> originals.letters().size(),
      (index, chance, originals) -> originals.letters().get(index)),
  TURNED(
      originals -> originals.turnable().size(),
      (index, chance, originals) -> QuarterTurn.of(originals.turnable().get(index), chance));

  /** Of each kind, where there is enough to make them of. */
  public static final int IMAGES = 1000;

  private final ToIntFunction<Originals> enoughFor;
  private final Drawing drawing;

  /** How an image is made; of letters and digits that are there, in order, by its index. */
  private interface Drawing {
    byte[] draw(int index, Chance chance, Originals originals);
  }

  /** Made of nothing but chance. */
  NonDigit(Function<Chance, float[]> drawing) {
    this(
        originals -> IMAGES,
        (index, chance, originals) -> CorruptionFunction.bytes(drawing.apply(chance)));
  }

  /**
   * @param enoughFor how many images can be made at most
   */
  NonDigit(ToIntFunction<Originals> enoughFor, Drawing drawing) {
    this.enoughFor = enoughFor;
    this.drawing = drawing;
  }

  /** The name in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether there are images of it only where there are fonts. */
  boolean needsFonts() {
    return this == LETTERS;
  }

  /**
   * Images of this kind; each a pure function of (seed, kind, index), and of the originals where it
   * shows some.
   *
   * @return at most {@value #IMAGES}, each 28 x 28 unsigned bytes, row-major; none if there are no
   *     originals to make them of
   */
  public List<byte[]> images(long seed, Originals originals) {
    return IntStream.range(0, Math.min(IMAGES, enoughFor.applyAsInt(originals)))
        .mapToObj(index -> drawing.draw(index, chance(seed, index), originals))
        .toList();
  }

  private Chance chance(long seed, int index) {
    return new Chance(Seeds.of(seed, label().hashCode(), index));
  }
}
