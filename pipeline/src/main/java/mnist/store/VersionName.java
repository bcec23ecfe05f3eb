package mnist.store;

import java.util.Locale;
import java.util.regex.Pattern;
import mnist.Bounds;

/** What versions are called: v and a number of four or more digits, such as v0001. Never a path. */
final class VersionName {

  /** Group 1 is the number. */
  static final Pattern PATTERN = Pattern.compile("v(\\d{4,9})");

  private VersionName() {}

  static String of(int number) {
    return String.format(Locale.ROOT, "v%04d", number);
  }

  /** The number in a version's name. */
  static int number(String name) {
    require("version", name);
    return Integer.parseInt(name.substring(1));
  }

  /**
   * @param key of the value, for the message
   * @throws mnist.InvalidInputException if it is no version's name
   */
  static void require(String key, String name) {
    Bounds.present(key, name);
    Bounds.require(
        PATTERN.matcher(name).matches(), key, "a version's name, such as v0001", "'" + name + "'");
  }
}
