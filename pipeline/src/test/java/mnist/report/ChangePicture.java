package mnist.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.robustness.Change;
import mnist.robustness.PrintedFonts;

/**
 * A program, and no test: draws what each change does to a digit of each class. {@code
 * docs/robustness.md} has its command.
 */
final class ChangePicture {

  private ChangePicture() {}

  /**
   * @param arguments the PNG files to write: of MNIST-C's corruptions, and of the rest; a directory
   *     of fonts
   */
  public static void main(String[] arguments) {
    List<Change> corruptions = Change.ofMnistC();
    List<Change> others = new ArrayList<>(List.of(Change.values()));
    others.removeAll(corruptions);

    DigitRows first = new DigitRows();
    first.add("original", DigitRows.digits());
    corruptions.forEach(change -> first.add(change.label(), changed(change)));
    first.write(Path.of(arguments[0]));

    DigitRows second = new DigitRows();
    others.forEach(change -> second.add(change.label(), changed(change)));
    PrintedFonts.in(Path.of(arguments[2])).fonts().stream()
        .filter(font -> font.name().matches("DejaVu (Sans|Serif|Sans Mono|Serif Bold)"))
        .forEach(font -> second.add(font.name(), font.digits()));
    second.write(Path.of(arguments[1]));
  }

  private static List<byte[]> changed(Change change) {
    List<byte[]> images = new ArrayList<>();
    for (byte[] digit : DigitRows.digits()) {
      images.add(change.apply(digit, 42, images.size()));
    }
    return images;
  }
}
