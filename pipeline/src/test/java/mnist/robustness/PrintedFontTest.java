package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mnist.InvalidInputException;
import mnist.files.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintedFontTest {

  /** Of Debian's fonts-dejavu-core. */
  private static final Path DEJAVU = Path.of("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");

  @TempDir Path directory;

  @Test
  void digitsAreAsMnistHasThem() throws Exception {
    assumeThat(DEJAVU).exists();
    Files.createDirectory(directory.resolve("sans"));
    Files.copy(DEJAVU, directory.resolve("sans/A.TTF"));

    List<PrintedFont> fonts = PrintedFont.in(directory);

    assertThat(fonts).hasSize(1);
    PrintedFont font = fonts.get(0);
    assertThat(font.file()).isEqualTo("sans/A.TTF");
    assertThat(font.name()).isEqualTo("DejaVu Sans");
    assertThat(font.sha256())
        .isEqualTo(Sha256.hex(Sha256.start().digest(Files.readAllBytes(DEJAVU))));
    Set<String> digits = new HashSet<>();
    for (byte[] digit : font.digits()) {
      digits.add(Arrays.toString(digit));
      requireMnistsFrame(digit);
    }
    assertThat(digits).hasSize(10);
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

  @Test
  void whatIsNoFontIsLeftOut() throws Exception {
    Files.writeString(directory.resolve("damaged.ttf"), "no font");
    Files.writeString(directory.resolve("README"), "no font");

    assertThat(PrintedFont.in(directory)).isEmpty();
  }

  @Test
  void aDirectoryThatIsNotThereIsTheUsersMistake() {
    Path missing = directory.resolve("missing");

    assertThatThrownBy(() -> PrintedFont.in(missing))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read fonts in "
                + missing
                + ": expected a directory of this machine, but found none that can be read; name"
                + " another by --fonts");
  }
}
