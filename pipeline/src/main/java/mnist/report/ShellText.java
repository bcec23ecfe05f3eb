package mnist.report;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text of others in commands that people paste into a shell. */
public final class ShellText {

  private ShellText() {}

  /**
   * One word for any POSIX shell, whatever the text holds: in single quotes; or, if a terminal or a
   * comment's end could take a part of it for something else, printed from escapes. Line ends at
   * the end of the text are lost then.
   */
  public static String quoted(String text) {
    if (text.codePoints().allMatch(ShellText::isPrintable)) {
      return "'" + text.replace("'", "'\\''") + "'";
    }
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > ' ' && b < 0x7F && b != '\'' && b != '\\' && b != '%';
      escaped.append(
          plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "\\%03o", b & 0xFF));
    }
    return "\"$(printf '" + escaped + "')\"";
  }

  /** What can't be printed becomes an escape as of JSON. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (Character.isSurrogate(c) || isPrintable(c)) {
        printable.append(c);
      } else {
        printable.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return printable.toString();
  }

  /** Neither a control character nor one that hides, turns round or breaks what is shown. */
  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
