package mnist.robustness;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A font's ten digits as MNIST would have them.
 *
 * @param file of the font, below the directory that was looked through
 * @param name that the file gives it
 * @param sha256 of the file, hexadecimal
 * @param digits images of 0 to 9, each 28 x 28 unsigned bytes, row-major, white on black
 */
public record PrintedFont(String file, String name, String sha256, List<byte[]> digits) {

  private static final Logger LOG = LoggerFactory.getLogger(PrintedFont.class);

  static {
    // Otherwise a DISPLAY that is set but can't be reached is an error.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  /**
   * The TrueType and OpenType fonts below a directory of this machine that have all digits, by
   * path.
   *
   * @throws InvalidInputException if the directory can't be read
   */
  public static List<PrintedFont> in(Path localDirectory) {
    List<PrintedFont> fonts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(localDirectory)) {
      for (Path file : files.filter(PrintedFont::isFont).sorted().toList()) {
        read(localDirectory, file).ifPresent(fonts::add);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidInputException(
          "Cannot read fonts in "
              + localDirectory
              + ": expected a directory of this machine, but found none that can be read; name"
              + " another by --fonts",
          e);
    }
    return fonts;
  }

  private static boolean isFont(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".ttf") || name.endsWith(".otf");
  }

  private static Optional<PrintedFont> read(Path directory, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      Font font = Font.createFont(Font.TRUETYPE_FONT, file.toFile());
      if (font.canDisplayUpTo("0123456789") >= 0) {
        return Optional.empty();
      }
      List<byte[]> digits = new ArrayList<>();
      for (char digit = '0'; digit <= '9'; digit++) {
        digits.add(PrintedDigit.of(font, digit));
      }
      return Optional.of(
          new PrintedFont(
              directory.relativize(file).toString(),
              font.getFontName(Locale.ROOT),
              Sha256.hex(Sha256.start().digest(bytes)),
              List.copyOf(digits)));
    } catch (FontFormatException | RuntimeException | LinkageError | InternalError e) {
      // Java without its native font libraries, or a file that it can't read: not the model's
      // fault.
      LOG.warn("Font {} is left out: {}", file, e.toString());
      return Optional.empty();
    }
  }
}
