package mnist.deliveries;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.Bounds;

/** Names of deliveries: d0001 is the first. */
final class DeliveryName {

  static final Pattern PATTERN = Pattern.compile("d(\\d{4,7})");

  /** Bits of an image's id that count the images of its delivery; the number is in those above. */
  private static final int BITS_OF_IMAGE = 40;

  private DeliveryName() {}

  static String of(int number) {
    return String.format(Locale.ROOT, "d%04d", number);
  }

  /**
   * @throws mnist.InvalidInputException if it is no delivery's name
   */
  static int number(String name) {
    Matcher matched = PATTERN.matcher(String.valueOf(name));
    Bounds.require(matched.matches(), "delivery", "a name such as d0001", name);
    return Integer.parseInt(matched.group(1));
  }

  /**
   * The first id of a delivery's images: none of another delivery's are among the next 2^40.
   *
   * @param number from 1
   */
  static long firstId(int number) {
    return (long) number << BITS_OF_IMAGE;
  }

  /** The number of the delivery that an image of this id came with. */
  static int numberOf(long id) {
    return (int) (id >>> BITS_OF_IMAGE);
  }
}
