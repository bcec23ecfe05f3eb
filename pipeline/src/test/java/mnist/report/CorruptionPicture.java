package mnist.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mnist.nondigits.Digit;
import mnist.robustness.Corruption;
import mnist.robustness.NonDigit;
import mnist.robustness.Originals;
import mnist.robustness.PrintedFont;
import mnist.robustness.PrintedFonts;

/**
 * A program, and no test: draws what each change does to a digit of each class, and images that are
 * no digits. {@code docs/robustness.md} has its command.
 */
final class CorruptionPicture {

  private static final int COLUMNS = 10;

  private CorruptionPicture() {}

  /**
   * @param arguments the PNG files to write: of MNIST-C's corruptions, of the rest, and of what is
   *     no digit; a directory of fonts
   */
  public static void main(String[] arguments) {
    List<Corruption> corruptions = Corruption.ofMnistC();
    List<Corruption> others = new ArrayList<>(List.of(Corruption.values()));
    others.removeAll(corruptions);

    DigitRows first = new DigitRows();
    first.add("original", DigitRows.digits());
    corruptions.forEach(corruption -> first.add(corruption.label(), corrupted(corruption)));
    first.write(Path.of(arguments[0]));

    DigitRows second = new DigitRows();
    others.forEach(corruption -> second.add(corruption.label(), corrupted(corruption)));
    List<PrintedFont> fonts = PrintedFonts.in(Path.of(arguments[3])).fonts();
    fonts.stream()
        .filter(font -> font.name().matches("DejaVu (Sans|Serif|Sans Mono|Serif Bold)"))
        .forEach(font -> second.add(font.name(), font.digits()));
    second.write(Path.of(arguments[1]));

    DigitRows third = new DigitRows();
    for (NonDigit kind : NonDigit.values()) {
      List<byte[]> images = kind.images(42, originals(fonts));
      third.add(kind.label(), images.subList(0, Math.min(COLUMNS, images.size())));
    }
    third.write(Path.of(arguments[2]));
  }

  private static Originals originals(List<PrintedFont> fonts) {
    List<byte[]> digits = DigitRows.digits();
    return new Originals(
        digits,
        Stream.of(2, 3, 4, 5, 7).map(label -> new Digit(digits.get(label), label)).toList(),
        fonts.stream().flatMap(font -> font.letters().stream()).toList());
  }

  private static List<byte[]> corrupted(Corruption corruption) {
    List<byte[]> images = new ArrayList<>();
    List<byte[]> digits = DigitRows.digits();
    for (byte[] digit : digits) {
      images.add(corruption.apply(digit, digits, 42, images.size()));
    }
    return images;
  }
}
