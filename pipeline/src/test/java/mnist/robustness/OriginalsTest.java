package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OriginalsTest {

  private static final int FONTS = 200;
  private static final int LETTERS = 20;

  /** Of each letter 50 and of each font 5, give or take what chance does. */
  @Test
  void lettersAreOfAllFontsAndOfAllKindsAlike() {
    int[] ofFont = new int[FONTS];
    int[] ofLetter = new int[LETTERS];
    for (byte[] letter : Originals.letters(fonts(), 42)) {
      ofFont[letter[0] & 0xFF]++;
      ofLetter[letter[1]]++;
    }

    assertThat(IntStream.of(ofLetter).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(25, 75));
    assertThat(IntStream.of(ofFont).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(0, 15));
    assertThat(IntStream.of(ofFont).filter(count -> count == 0).count()).isLessThan(10);
  }

  @Test
  void lettersAreDrawnByTheSeedWhereverTheFontsLie() {
    List<PrintedFont> moved = new ArrayList<>(fonts().fonts());
    Collections.reverse(moved);

    List<byte[]> letters = Originals.letters(fonts(), 42);

    assertThat(letters).hasSize(1000);
    assertThat(Originals.letters(new PrintedFonts(moved, List.of()), 42))
        .zipSatisfy(letters, (a, b) -> assertThat(a).isEqualTo(b));
    assertThat(Originals.letters(fonts(), 43).get(0)).isNotEqualTo(letters.get(0));
  }

  /** Whose letters are (number of the font, number of the letter). */
  private static PrintedFonts fonts() {
    List<PrintedFont> fonts = new ArrayList<>();
    for (int font = 0; font < FONTS; font++) {
      List<byte[]> letters = new ArrayList<>();
      for (int letter = 0; letter < LETTERS; letter++) {
        letters.add(new byte[] {(byte) font, (byte) letter});
      }
      String name = "font" + font;
      fonts.add(new PrintedFont(name, name, name, List.of(), letters));
    }
    return new PrintedFonts(fonts, List.of());
  }
}
