package mnist.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mnist.Seeds;
import mnist.nondigits.Digit;
import mnist.nondigits.DigitsAtHand;
import mnist.nondigits.NonDigit;
import mnist.nondigits.NonDigits;

/**
 * A program, and no test: draws some non-digits of each kind. {@code docs/augmentation.md} has its
 * command.
 */
final class NonDigitsPicture {

  private static final int DRAWS = 16;

  private NonDigitsPicture() {}

  /**
   * @param arguments the PNG file to write, and how many of each kind, 16 unless given
   */
  public static void main(String[] arguments) {
    int draws = arguments.length == 1 ? DRAWS : Integer.parseInt(arguments[1]);
    DigitRows picture = new DigitRows();
    for (NonDigit kind : NonDigits.KINDS) {
      picture.add(kind.label(), images(kind, draws));
    }
    picture.write(Path.of(arguments[0]));
  }

  /** Of the digits in turn that the kind can be made of. */
  private static List<byte[]> images(NonDigit kind, int count) {
    List<byte[]> digits = DigitRows.digits();
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; images.size() < count; i++) {
      DigitsAtHand atHand =
          new DigitsAtHand(
              DigitRows.SIDE,
              DigitRows.SIDE,
              digit(digits, i),
              List.of(digit(digits, i + 3), digit(digits, i + 7)));
      if (kind.suits(atHand)) {
        images.add(DigitRows.rounded(kind.draw(atHand, new SplittableRandom(Seeds.of(42, i)))));
      }
    }
    return images;
  }

  private static Digit digit(List<byte[]> digits, int index) {
    int label = index % digits.size();
    return new Digit(digits.get(label), label);
  }
}
