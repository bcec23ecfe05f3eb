package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import mnist.InvalidInputException;
import mnist.files.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedFontsTest {

  /** Of Debian's fonts-dejavu-core. */
  private static final Path DEJAVU = Path.of("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");

  @TempDir Path directory;

  @Test
  void digitsAreAsMnistHasThem() throws Exception {
    assumeThat(DEJAVU).exists();
    Files.createDirectory(directory.resolve("sans"));
    Files.copy(DEJAVU, directory.resolve("sans/A.TTF"));

    List<PrintedFont> fonts = PrintedFonts.in(directory).fonts();

    assertThat(fonts).hasSize(1);
    PrintedFont font = fonts.get(0);
    assertThat(font.file()).isEqualTo("sans/A.TTF");
    assertThat(font.name()).isEqualTo("DejaVu Sans");
    assertThat(font.sha256()).isEqualTo(Sha256.ofBytes(Files.readAllBytes(DEJAVU)));
    Set<String> digits = new HashSet<>();
    for (byte[] digit : font.digits()) {
      digits.add(Arrays.toString(digit));
      requireMnistsFrame(digit);
    }
    assertThat(digits).hasSize(10);
    assertThat(font.letters()).hasSize(20);
    font.letters().forEach(PrintedFontsTest::requireMnistsFrame);
    assertThat(font.letters().stream().map(Arrays::toString))
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(digits);
  }

  /** Ink of 20 pixels at its longer side, its centre of mass at pixel 14. */
  private static void requireMnistsFrame(byte[] digit) {
    int top = 28;
    int bottom = 0;
    int left = 28;
    int right = 0;
    double mass = 0;
    double rows = 0;
    double columns = 0;
    for (int i = 0; i < digit.length; i++) {
      int grey = digit[i] & 0xFF;
      mass += grey;
      rows += (double) grey * (i / 28);
      columns += (double) grey * (i % 28);
      if (grey > 0) {
        top = Math.min(top, i / 28);
        bottom = Math.max(bottom, i / 28);
        left = Math.min(left, i % 28);
        right = Math.max(right, i % 28);
      }
    }
    assertThat(Math.max(bottom - top, right - left) + 1).isEqualTo(20);
    assertThat(rows / mass).isBetween(13.5, 14.5);
    assertThat(columns / mass).isBetween(13.5, 14.5);
  }

  /** Wide and narrow ones, and some that don't begin where the pen stands. */
  @ParameterizedTest
  @ValueSource(strings = {"@", "=", "~", "M", "|", "3", "\u2190"})
  void everyCharacterFillsMnistsFrame(String character) throws Exception {
    assumeThat(DEJAVU).exists();
    Font font = Font.createFont(Font.TRUETYPE_FONT, DEJAVU.toFile());

    requireMnistsFrame(PrintedFonts.characters(font, character).get(0).image());
  }

  /** Of a dash, which is a rectangle. */
  @Test
  void inkIsWhite() throws Exception {
    assumeThat(DEJAVU).exists();
    Font font = Font.createFont(Font.TRUETYPE_FONT, DEJAVU.toFile());
    Rectangle2D box =
        font.deriveFont(100f)
            .createGlyphVector(new FontRenderContext(null, true, true), "\u2014")
            .getOutline()
            .getBounds2D();

    byte[] dash = PrintedFonts.characters(font, "\u2014").get(0).image();

    double ink = IntStream.range(0, dash.length).map(i -> dash[i] & 0xFF).sum() / 255.0;
    assertThat(ink).isCloseTo(20 * 20 * box.getHeight() / box.getWidth(), withinPercentage(5));
    assertThat(dash[14 * 28 + 14]).isEqualTo((byte) 255);
  }

  @Test
  void whatIsNoFontIsLeftOut() throws Exception {
    Files.writeString(directory.resolve("damaged.ttf"), "no font");
    Files.writeString(directory.resolve("README"), "no font");

    PrintedFonts fonts = PrintedFonts.in(directory);

    assertThat(fonts.fonts()).isEmpty();
    assertThat(fonts.skipped()).hasSize(1);
    assertThat(fonts.skipped().get(0).file()).isEqualTo("damaged.ttf");
    assertThat(fonts.skipped().get(0).reason()).startsWith("it can't be read: ");
  }

  @Test
  void aFileThatCannotBeReadIsLeftOutAlone() throws Exception {
    Files.createSymbolicLink(directory.resolve("dangling.ttf"), directory.resolve("gone.ttf"));
    Files.createDirectory(directory.resolve("directory.otf"));
    Files.writeString(directory.resolve("other.ttf"), "no font");

    List<PrintedFonts.Skipped> skipped = PrintedFonts.in(directory).skipped();

    assertThat(skipped.stream().map(PrintedFonts.Skipped::file))
        .containsExactly("dangling.ttf", "directory.otf", "other.ttf");
    assertThat(skipped.get(0).reason()).endsWith("dangling.ttf (NoSuchFileException)");
  }

  @Test
  void holesAreCounted() throws Exception {
    assumeThat(DEJAVU).exists();
    Font font = Font.createFont(Font.TRUETYPE_FONT, DEJAVU.toFile());

    assertThat(PrintedFonts.characters(font, "08B1CX@").stream().map(PrintedDigit::holes).toList())
        // DejaVu's 0 isn't dotted.
        .containsExactly(1, 2, 2, 0, 0, 0, 1);
  }

  /** Of each, paper that is open to one side alone. */
  @Test
  void openPaperIsNoHole() throws Exception {
    assumeThat(DEJAVU).exists();
    Font font = Font.createFont(Font.TRUETYPE_FONT, DEJAVU.toFile());
    String open = "[]\u228f\u2290\u2293\u2294UnCu";

    assertThat(PrintedFonts.characters(font, open).stream().map(PrintedDigit::holes).toList())
        .containsOnly(0);
  }

  /** What stands in the place of digits in TeX's fonts cmsy10, cmex10 and msam10, and letters. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u2032\u221e\u2208\u220b\u25b3\u25bd/\u21a6\u2200\u2203",
        "()[]{}\u27e8\u27e9|/",
        "\u2190\u2191\u2192\u2193\u2194\u2195\u2196\u2197\u2198\u2199",
        "OPQRSTUVWX",
        "abcdefghij",
        "8888888888"
      })
  void symbolsAreNoDigits(String symbols) throws Exception {
    assumeThat(DEJAVU).exists();
    Font font = Font.createFont(Font.TRUETYPE_FONT, DEJAVU.toFile());
    assumeThat(font.canDisplayUpTo(symbols)).isEqualTo(-1);

    assertThat(PrintedFonts.fault(PrintedFonts.characters(font, symbols)))
        .hasValueSatisfying(
            reason -> assertThat(reason).startsWith("its digits look like other symbols: "));
  }

  @Test
  void digitsOfTextFontsAreDigits() throws Exception {
    assumeThat(DEJAVU).exists();

    PrintedFonts fonts = PrintedFonts.in(DEJAVU.getParent());

    assertThat(fonts.fonts()).isNotEmpty();
    assertThat(fonts.skipped()).isEmpty();
  }

  /** Debian's fonts-lyx, TeX's fonts as TrueType. */
  @Test
  void texFontsOfSymbolsAreSkippedAndThoseOfTextAreNot() {
    Path tex = Path.of("/usr/share/fonts/truetype/lyx");
    assumeThat(tex.resolve("cmsy10.ttf")).exists();

    PrintedFonts fonts = PrintedFonts.in(tex);

    assertThat(fonts.fonts().stream().map(PrintedFont::file))
        .contains("cmr10.ttf", "cmmi10.ttf", "eufm10.ttf");
    assertThat(fonts.skipped().stream().map(PrintedFonts.Skipped::file))
        .contains("cmex10.ttf", "cmsy10.ttf", "msam10.ttf", "stmary10.ttf", "wasy10.ttf")
        .contains("rsfs10.ttf", "esint10.ttf");
    assertThat(fonts.skipped()).contains(new PrintedFonts.Skipped("rsfs10.ttf", "it lacks digits"));
  }

  @Test
  void aDirectoryThatIsNotThereIsTheUsersMistake() {
    Path missing = directory.resolve("missing");

    assertThatThrownBy(() -> PrintedFonts.in(missing))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read fonts in "
                + missing
                + ": expected a directory of this machine, but found none that can be read; name"
                + " another by --fonts");
  }
}
