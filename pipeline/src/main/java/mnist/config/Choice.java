package mnist.config;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.InvalidInputException;

/** What a setting chooses among. */
public final class Choice {

  private Choice() {}

  /**
   * The value of a name.
   *
   * @param key of the setting, for the message
   * @param name as given
   * @param values to choose among
   * @param label names each
   * @param others names that mean no single value, for the message; the caller knows them
   * @throws InvalidInputException if none has the name; the message lists those there are
   */
  public static <T> T named(
      String key, String name, T[] values, Function<T, String> label, String... others) {
    return Arrays.stream(values)
        .filter(value -> label.apply(value).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "%s must be one of %s, but was %s"
                        .formatted(
                            key,
                            Stream.concat(Arrays.stream(others), Arrays.stream(values).map(label))
                                .collect(Collectors.joining(", ")),
                            name)));
  }
}
