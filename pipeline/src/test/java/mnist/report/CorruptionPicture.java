package mnist.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.robustness.Corruption;
import mnist.robustness.PrintedFonts;

/**
 * A program, and no test: draws what each change does to a digit of each class. {@code
 * docs/robustness.md} has its command.
 */
final class CorruptionPicture {

  private CorruptionPicture() {}

  /**
   * @param arguments the PNG files to write: of MNIST-C's corruptions, and of the rest; a directory
   *     of fonts
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
    PrintedFonts.in(Path.of(arguments[2])).fonts().stream()
        .filter(font -> font.name().matches("DejaVu (Sans|Serif|Sans Mono|Serif Bold)"))
        .forEach(font -> second.add(font.name(), font.digits()));
    second.write(Path.of(arguments[1]));
  }

  private static List<byte[]> corrupted(Corruption corruption) {
    List<byte[]> images = new ArrayList<>();
    for (byte[] digit : DigitRows.digits()) {
      images.add(corruption.apply(digit, 42, images.size()));
    }
    return images;
  }
}
