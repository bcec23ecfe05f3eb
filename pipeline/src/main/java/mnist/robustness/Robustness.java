package mnist.robustness;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A model's accuracy on changed images, and on others, and what it does with images that show no
 * digit.
 *
 * @param rows one per {@link Corruption}, in their order, one for {@link #PRINTED} digits if there
 *     are fonts, and one for each set of other images
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

  /** The row of all fonts' digits. */
  public static final String PRINTED = "printed_digits";

  public Robustness {
    rows = List.copyOf(rows);
    nonDigits = List.copyOf(nonDigits);
    fonts = List.copyOf(fonts);
    skipped = List.copyOf(skipped);
  }

  /** The same with more rows. */
  public Robustness with(List<RobustnessRow> more, List<NonDigitRow> moreNonDigits) {
    return new Robustness(
        Stream.concat(rows.stream(), more.stream()).toList(),
        Stream.concat(nonDigits.stream(), moreNonDigits.stream()).toList(),
        fonts,
        skipped);
  }

  /** Mean accuracy over MNIST-C's corruptions, equally weighted; 0..1. */
  public double mean() {
    List<String> names = Corruption.ofMnistC().stream().map(Corruption::label).toList();
    return rows.stream()
        .filter(row -> names.contains(row.name()))
        .mapToDouble(RobustnessRow::accuracy)
        .average()
        .orElseThrow();
  }

  /**
   * A mean over the kinds of {@link NonDigit}, equally weighted; empty if there are none.
   *
   * @param figure of each
   */
  public Optional<Double> meanOfNonDigits(ToDoubleFunction<NonDigitRow> figure) {
    List<String> names = Arrays.stream(NonDigit.values()).map(NonDigit::label).toList();
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
