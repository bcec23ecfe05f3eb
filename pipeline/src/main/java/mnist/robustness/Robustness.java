package mnist.robustness;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A model's accuracy on images as they are, changed, and on others, and what it does with images
 * that show no digit.
 *
 * @param rows one of the images {@link #AS_THEY_ARE}, one per {@link Corruption}, in their order,
 *     one for {@link #PRINTED} digits if there are fonts, and one for each set of other images
 * @param nonDigits one per {@link NonDigit} of which there are images, in their order, and one for
 *     each set of other images that are no digits
 * @param fonts of the printed digits, by file; empty if there are none
 * @param skipped fonts that weren't used, and why
 */
public record Robustness(
    List<RobustnessRow> rows,
    List<NonDigitRow> nonDigits,
    List<FontScore> fonts,
    List<PrintedFonts.Skipped> skipped) {

  /** The row of the images unchanged, which tells what is refused of true digits. */
  public static final String AS_THEY_ARE = "as_they_are";

  /** The row of all fonts' digits. */
  public static final String PRINTED = "printed_digits";

  public Robustness {
    rows = List.copyOf(rows);
    nonDigits = List.copyOf(nonDigits);
    fonts = List.copyOf(fonts);
    skipped = List.copyOf(skipped);
  }

  /** Names that rows of other images mustn't have, as some means are over rows by their names. */
  public static Set<String> reservedNames() {
    Set<String> names = new TreeSet<>(List.of(AS_THEY_ARE, PRINTED));
    Arrays.stream(Corruption.values()).map(Corruption::label).forEach(names::add);
    Arrays.stream(NonDigit.values()).map(NonDigit::label).forEach(names::add);
    return names;
  }

  /**
   * The same with rows of other images.
   *
   * @throws IllegalArgumentException if one's name is one of {@link #reservedNames}
   */
  public Robustness with(List<RobustnessRow> more, List<NonDigitRow> moreNonDigits) {
    Stream.concat(
            more.stream().map(RobustnessRow::name), moreNonDigits.stream().map(NonDigitRow::name))
        .filter(reservedNames()::contains)
        .forEach(
            name -> {
              throw new IllegalArgumentException(name + " is the name of a change or a kind");
            });
    return new Robustness(
        Stream.concat(rows.stream(), more.stream()).toList(),
        Stream.concat(nonDigits.stream(), moreNonDigits.stream()).toList(),
        fonts,
        skipped);
  }

  /** Mean accuracy over MNIST-C's corruptions, equally weighted; 0..1. */
  public double mean() {
    return ofMnistC().mapToDouble(RobustnessRow::accuracy).average().orElseThrow();
  }

  /** The row of MNIST-C's corruptions with the lowest accuracy; of equal ones the first. */
  public RobustnessRow worst() {
    return ofMnistC().min(Comparator.comparingDouble(RobustnessRow::accuracy)).orElseThrow();
  }

  private Stream<RobustnessRow> ofMnistC() {
    List<String> names = Corruption.ofMnistC().stream().map(Corruption::label).toList();
    return rows.stream().filter(row -> names.contains(row.name()));
  }

  /**
   * A mean over the kinds of {@link NonDigit} that need no fonts, equally weighted, so that it is
   * the same on every machine; empty if there are none.
   *
   * @param figure of each
   */
  public Optional<Double> meanOfNonDigits(ToDoubleFunction<NonDigitRow> figure) {
    List<String> names =
        Arrays.stream(NonDigit.values())
            .filter(kind -> !kind.needsFonts())
            .map(NonDigit::label)
            .toList();
    return nonDigits.stream()
        .filter(row -> names.contains(row.name()))
        .mapToDouble(figure)
        .average()
        .stream()
        .boxed()
        .findFirst();
  }

  /**
   * A font's ten digits.
   *
   * @param file of the font, below the directory that was searched
   * @param font its name, as the file gives it
   * @param sha256 of the file, hexadecimal
   * @param correct how many of its digits were classified correctly, 0..10
   */
  public record FontScore(String file, String font, String sha256, int correct) {}
}
