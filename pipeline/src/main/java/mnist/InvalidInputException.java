package mnist;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Somebody has to change something before the same command can work: a file, a path, a setting, a
 * permission.
 */
public final class InvalidInputException extends Failure {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what was found and where, and what was expected
   * @param remedy how to mend it
   */
  public InvalidInputException(String problem, String remedy) {
    super(problem, remedy, null, Map.of(), null);
  }

  /** As above, with the exception that says so. */
  public InvalidInputException(String problem, String remedy, Throwable cause) {
    super(problem, remedy, null, Map.of(), cause);
  }

  /**
   * As above, about a setting, ours or Spark's.
   *
   * @param setting its key, such as {@code spark.driver.memory}; null for none
   */
  public InvalidInputException(String setting, String problem, String remedy, Throwable cause) {
    super(problem, remedy, setting, Map.of(), cause);
  }

  /**
   * A setting with a value that it can't have.
   *
   * @param key of the setting, such as {@code train.epochs}
   * @param expected completes "must be"
   * @param found the value
   */
  public static InvalidInputException ofSetting(String key, String expected, Object found) {
    return new InvalidInputException(
        key, key + " must be " + expected + ", but was " + found, null, null);
  }

  /**
   * Several at once, so that all can be mended before the next attempt; each has a line of the
   * message.
   *
   * @param failures at least one; a single one is returned as it is
   */
  public static InvalidInputException all(List<InvalidInputException> failures) {
    return failures.size() == 1
        ? failures.get(0)
        : new InvalidInputException(
            failures.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")),
            null,
            null);
  }

  private InvalidInputException(
      InvalidInputException of, String problem, Map<String, Object> figures) {
    super(problem, of.remedy().orElse(null), of.setting().orElse(null), figures, of);
  }

  /** The same, with where the value comes from: " in conf/fast.conf:3". */
  public InvalidInputException at(String place) {
    return new InvalidInputException(this, problem() + place, figures());
  }

  /**
   * The same, with what programs want to know beside the sentences.
   *
   * @param figures serializable values by snake_case key, as {@code result.json} is to have them
   */
  public InvalidInputException with(Map<String, Object> figures) {
    return new InvalidInputException(this, problem(), figures);
  }
}
