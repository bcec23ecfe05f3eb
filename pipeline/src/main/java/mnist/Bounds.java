package mnist;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks of values that come from outside: settings, options, files. Each throws an {@link
 * InvalidInputException} that names the key, what it must be and what it was. NaN is within no
 * bounds.
 */
public final class Bounds {

  private Bounds() {}

  /** A whole number of {@code least} or more. */
  public static void atLeast(String key, long value, long least) {
    require(value >= least, key, least + " or more", value);
  }

  /**
   * A whole number of {@code least} or more.
   *
   * @param unit of the value, for the message, such as "images"
   */
  public static void atLeast(String key, long value, long least, String unit) {
    require(value >= least, key, least + " or more (" + unit + ")", value);
  }

  /** A finite number of {@code least} or more. */
  public static void atLeast(String key, double value, double least) {
    require(
        value >= least && value < Double.POSITIVE_INFINITY, key, text(least) + " or more", value);
  }

  /** A finite number above {@code bound}. */
  public static void above(String key, double value, double bound) {
    require(value > bound && value < Double.POSITIVE_INFINITY, key, "above " + text(bound), value);
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  public static void within(String key, long value, long least, long most) {
    require(value >= least && value <= most, key, least + " to " + most, value);
  }

  /** A number from {@code least} to {@code most}, both included. */
  public static void within(String key, double value, double least, double most) {
    require(value >= least && value <= most, key, text(least) + " to " + text(most), value);
  }

  /**
   * A number from {@code least} to {@code most}, both included.
   *
   * @param unit of the value, for the message, such as "pixels"
   */
  public static void within(String key, double value, double least, double most, String unit) {
    require(
        value >= least && value <= most,
        key,
        text(least) + " to " + text(most) + " " + unit,
        value);
  }

  /** A number from {@code least} to below {@code bound}. */
  public static void below(String key, double value, double least, double bound) {
    require(value >= least && value < bound, key, text(least) + " to below " + text(bound), value);
  }

  /** A value that is there. */
  public static void present(String key, Object value) {
    if (value == null) {
      throw new InvalidInputException(key, key + " is missing", null, null);
    }
  }

  /**
   * A value for which something holds.
   *
   * @param expected completes "must be"
   */
  public static void require(boolean holds, String key, String expected, Object value) {
    if (!holds) {
      throw InvalidInputException.ofSetting(key, expected, value);
    }
  }

  /**
   * The value of a name.
   *
   * @param values to choose among
   * @param label names each
   * @param others names that mean no single value, for the message; the caller knows them
   */
  public static <T> T oneOf(
      String key, String name, T[] values, Function<T, String> label, String... others) {
    List<T> named = Arrays.stream(values).filter(value -> label.apply(value).equals(name)).toList();
    require(
        named.size() == 1,
        key,
        "one of "
            + Stream.concat(Arrays.stream(others), Arrays.stream(values).map(label))
                .collect(Collectors.joining(", ")),
        name);
    return named.get(0);
  }

  /** Whole bounds without a decimal point. */
  private static String text(double bound) {
    return bound == (long) bound ? Long.toString((long) bound) : Double.toString(bound);
  }
}
