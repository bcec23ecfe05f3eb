package mnist;

import java.util.List;

/** The classes 0 to 9, whose labels are the digits themselves. */
public final class DigitClasses {

  private static final List<String> NAMES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  private DigitClasses() {}

  /**
   * Checks that classes are these, for what knows what digits look like.
   *
   * @param doing what can't be done with others, as a message begins
   * @param key the setting that is to be 0 with others
   * @param classes how many there are
   * @param names of them, from class 0; null where they are numbers
   * @throws InvalidInputException if they are others
   */
  public static void require(String doing, String key, int classes, List<String> names) {
    if (classes != NAMES.size() || names != null && !names.equals(NAMES)) {
      throw new InvalidInputException(
          "%s: expected the classes 0 to 9, but found %s"
              .formatted(doing, names == null ? classes + " classes" : String.join(", ", names)),
          "set " + key + " = 0");
    }
  }
}
