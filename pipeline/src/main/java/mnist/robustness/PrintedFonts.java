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
import java.util.Set;
import java.util.stream.Stream;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.files.Causes;
import mnist.files.Sha256;
import mnist.files.StorageFailure;

/**
 * The fonts below a directory.
 *
 * @param fonts those that have digits, by file
 * @param skipped the others, by file
 */
public record PrintedFonts(List<PrintedFont> fonts, List<Skipped> skipped) {

  public static final PrintedFonts NONE = new PrintedFonts(List.of(), List.of());

  private static final String OTHER_DIRECTORY = "name another by --fonts";

  /**
   * How many holes each digit may have: 0 has two if it is dotted or slashed, 2 one if it has a
   * loop, and 4 none if it is open.
   */
  private static final List<Set<Integer>> HOLES =
      List.of(
          Set.of(1, 2),
          Set.of(0),
          Set.of(0, 1),
          Set.of(0),
          Set.of(0, 1),
          Set.of(0),
          Set.of(1),
          Set.of(0),
          Set.of(2),
          Set.of(1));

  /**
   * Latin letters that, fitted into the same box, look like no digit in nearly any font. O, l, S,
   * Z, b, g and so on are left out; T, V and Y, which may be a 7 or a 4; and lower case that
   * differs from upper case by its size alone.
   */
  private static final String LETTERS = "ACEFHKMNPRUWXaefkmnr";

  /**
   * How many of the ten must match. Characters without holes, such as arrows, match for six digits;
   * real digits nearly all match, though handwriting fonts leave some loops open.
   */
  private static final int MUST_AGREE = 7;

  static {
    // Otherwise a DISPLAY that is set but can't be reached is an error.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  public PrintedFonts {
    fonts = List.copyOf(fonts);
    skipped = List.copyOf(skipped);
  }

  /**
   * A font that wasn't used.
   *
   * @param file below the directory that was searched
   * @param reason in plain text
   */
  public record Skipped(String file, String reason) {}

  /**
   * Reads the TrueType and OpenType fonts below a directory of this machine. Symbol fonts, such as
   * TeX's, have arrows or brackets in place of digits; nothing in the file says so, but their
   * shapes do.
   *
   * @throws InvalidInputException if there is no such directory, or it can't be read for lack of
   *     permission
   * @throws mnist.UnavailableException if the storage doesn't answer
   */
  public static PrintedFonts in(Path localDirectory) {
    if (!Files.exists(localDirectory)) {
      throw new InvalidInputException(
          "Cannot read fonts in "
              + localDirectory
              + ": expected a directory of this machine, but found none that can be read",
          OTHER_DIRECTORY);
    }
    List<PrintedFont> fonts = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    try (Stream<Path> files = Files.walk(localDirectory)) {
      for (Path file : files.filter(PrintedFonts::isFont).sorted().toList()) {
        String name = localDirectory.relativize(file).toString();
        try {
          fonts.add(read(name, file));
        } catch (UnusableFontException e) {
          skipped.add(new Skipped(name, e.getMessage()));
        }
      }
    } catch (IOException e) {
      throw unreadable(localDirectory, e);
    } catch (UncheckedIOException e) {
      throw unreadable(localDirectory, e.getCause());
    }
    return new PrintedFonts(fonts, skipped);
  }

  private static Failure unreadable(Path localDirectory, IOException cause) {
    return StorageFailure.of("Cannot read fonts in " + localDirectory, OTHER_DIRECTORY, cause);
  }

  private static final class UnusableFontException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableFontException(String reason) {
      super(reason);
    }
  }

  private static boolean isFont(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".ttf") || name.endsWith(".otf");
  }

  private static PrintedFont read(String name, Path file) throws UnusableFontException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      Font font = Font.createFont(Font.TRUETYPE_FONT, file.toFile());
      if (font.canDisplayUpTo("0123456789") >= 0) {
        throw new UnusableFontException("it lacks digits");
      }
      List<PrintedDigit> digits = characters(font, "0123456789");
      Optional<String> fault = fault(digits);
      if (fault.isPresent()) {
        throw new UnusableFontException(fault.get());
      }
      return new PrintedFont(
          name,
          font.getFontName(Locale.ROOT),
          Sha256.ofBytes(bytes),
          images(digits),
          letters(font));
    } catch (IOException e) {
      throw new UnusableFontException("it can't be read: " + Causes.oneLine(e));
    } catch (FontFormatException | RuntimeException | LinkageError | InternalError e) {
      // Java without its native font libraries, or a file that it can't read: not the model's
      // fault.
      throw new UnusableFontException("it can't be read: " + e.getMessage());
    }
  }

  /** None if the font lacks some, or they have no ink. */
  private static List<byte[]> letters(Font font) {
    try {
      return font.canDisplayUpTo(LETTERS) >= 0 ? List.of() : images(characters(font, LETTERS));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static List<byte[]> images(List<PrintedDigit> characters) {
    return characters.stream().map(PrintedDigit::image).toList();
  }

  static List<PrintedDigit> characters(Font font, String characters) {
    return characters.chars().mapToObj(c -> PrintedDigit.of(font, (char) c)).toList();
  }

  /**
   * Why ten characters can't be the digits.
   *
   * @return empty if they may be
   */
  static Optional<String> fault(List<PrintedDigit> characters) {
    int agree = 0;
    for (int digit = 0; digit < HOLES.size(); digit++) {
      agree += HOLES.get(digit).contains(characters.get(digit).holes()) ? 1 : 0;
    }
    return agree >= MUST_AGREE
        ? Optional.empty()
        : Optional.of(
            "its digits look like other symbols: %d of 10 have as many holes as a digit has, fewer than %d"
                .formatted(agree, MUST_AGREE));
  }
}
