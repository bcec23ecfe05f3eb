package mnist.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import mnist.InvalidInputException;

/**
 * The settings of a run: {@code reference.conf}, overridden by a file of the user's, overridden by
 * command-line options. Names and types are checked when it is made, all of them at once; bounds
 * are checked by the records that are built from the values. Keys are kebab-case with dots, such as
 * {@code train.batch-size}.
 */
public final class Settings {
  private static final String REFERENCE = "reference.conf";
  private static final String REFERENCE_PLACE = "conf/" + REFERENCE;
  private static final String COMMAND_LINE = "the command line";

  private final SortedMap<String, ConfigValue> values;
  private final SortedSet<String> read = new TreeSet<>();

  private Settings(SortedMap<String, ConfigValue> values) {
    this.values = values;
  }

  /**
   * The defaults, overridden by {@code options}.
   *
   * @param options values by key, from the command line
   */
  public static Settings of(Map<String, ?> options) {
    return of(null, options);
  }

  /**
   * The defaults, overridden by {@code file}, overridden by {@code options}.
   *
   * @param file null for none
   * @param options values by key, from the command line
   * @throws InvalidInputException if the file can't be parsed, or keys are unknown or of the wrong
   *     type: the message has a line for each
   */
  public static Settings of(SettingsFile file, Map<String, ?> options) {
    SortedMap<String, ConfigValue> values = leaves(reference());
    List<InvalidInputException> problems = new ArrayList<>();
    if (file != null) {
      override(values, leaves(parse(file)), problems);
    }
    override(values, flags(options), problems);
    return checked(values, problems);
  }

  /**
   * These, overridden by {@code options}.
   *
   * @param options values by key, as from the command line
   * @throws InvalidInputException if keys are unknown or of the wrong type
   */
  public Settings with(Map<String, ?> options) {
    SortedMap<String, ConfigValue> overridden = new TreeMap<>(values);
    List<InvalidInputException> problems = new ArrayList<>();
    override(overridden, flags(options), problems);
    return checked(overridden, problems);
  }

  private static Settings checked(
      SortedMap<String, ConfigValue> values, List<InvalidInputException> problems) {
    if (!problems.isEmpty()) {
      throw InvalidInputException.all(problems);
    }
    return new Settings(values);
  }

  private static SortedMap<String, ConfigValue> flags(Map<String, ?> options) {
    SortedMap<String, ConfigValue> flags = new TreeMap<>();
    options.forEach((key, v) -> flags.put(key, ConfigValueFactory.fromAnyRef(v, COMMAND_LINE)));
    return flags;
  }

  /** A whole number. */
  public int integer(String key) {
    long value = longInteger(key);
    if (value != (int) value) {
      throw InvalidInputException.ofSetting(key, "a whole number below 2^31", value)
          .at(where(values.get(key)));
    }
    return (int) value;
  }

  /** A whole number. */
  public long longInteger(String key) {
    return config(key).getLong(key);
  }

  /** A number. */
  public double number(String key) {
    return config(key).getDouble(key);
  }

  /** A text. */
  public String text(String key) {
    return config(key).getString(key);
  }

  /** True or false. */
  public boolean flag(String key) {
    return config(key).getBoolean(key);
  }

  /** Every setting with its value as text, sorted by key. */
  public SortedMap<String, String> effective() {
    SortedMap<String, String> effective = new TreeMap<>();
    values.forEach((key, value) -> effective.put(key, asWritten(value)));
    return Collections.unmodifiableSortedMap(effective);
  }

  /**
   * Adds to a failure that is about a setting where its value comes from. The records that check
   * bounds know keys and values only.
   *
   * @return as given if it is about none, or has its place already
   */
  public InvalidInputException withPlace(InvalidInputException failure) {
    return failure
        .setting()
        .map(values::get)
        .map(Settings::where)
        .filter(place -> !failure.problem().endsWith(place))
        .map(failure::at)
        .orElse(failure);
  }

  /** Whether the user has set it, in a file or on the command line. */
  public boolean isGiven(String key) {
    return !where(values.get(key)).startsWith(" in " + REFERENCE_PLACE);
  }

  /** The keys that have been read so far. */
  public SortedSet<String> read() {
    return Collections.unmodifiableSortedSet(read);
  }

  private Config config(String key) {
    ConfigValue value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(REFERENCE + " doesn't have the setting '" + key + "'");
    }
    read.add(key);
    return value.atPath(key);
  }

  private static void override(
      SortedMap<String, ConfigValue> values,
      SortedMap<String, ConfigValue> overrides,
      List<InvalidInputException> problems) {
    SortedMap<String, ConfigValue> known = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    overrides.forEach(
        (key, value) -> {
          if (!known.containsKey(key)) {
            problems.add(unknown(key, value, known));
          } else if (!fits(key, value, known.get(key))) {
            problems.add(
                InvalidInputException.ofSetting(key, expected(known.get(key)), value.unwrapped())
                    .at(where(value)));
          } else {
            values.put(key, value);
          }
        });
  }

  private static InvalidInputException unknown(
      String key, ConfigValue value, SortedMap<String, ConfigValue> known) {
    String hint =
        NearestName.of(key, known.keySet())
            .map(nearest -> "did you mean '" + nearest + "'?")
            .orElse("conf/" + REFERENCE + " has them all");
    return new InvalidInputException("Unknown setting '" + key + "'" + where(value), hint);
  }

  /** Whether {@code value} can be read as what the default is, by Typesafe Config's rules. */
  private static boolean fits(String key, ConfigValue value, ConfigValue defaultValue) {
    Config config = value.atPath(key);
    try {
      switch (defaultValue.valueType()) {
        case NUMBER -> {
          if (isWhole(defaultValue)) {
            return config.getDouble(key) == config.getLong(key);
          }
          config.getDouble(key);
        }
        case BOOLEAN -> config.getBoolean(key);
        default -> config.getString(key);
      }
      return true;
    } catch (ConfigException.WrongType | ConfigException.Null e) {
      return false;
    }
  }

  private static String expected(ConfigValue defaultValue) {
    return switch (defaultValue.valueType()) {
      case NUMBER -> isWhole(defaultValue) ? "a whole number" : "a number";
      case BOOLEAN -> "true or false";
      default -> "a text";
    };
  }

  private static String asWritten(ConfigValue value) {
    return value.atKey("value").getString("value");
  }

  /** By how it is written, since Typesafe Config's value of 1.0 is a whole number. */
  private static boolean isWhole(ConfigValue value) {
    return asWritten(value).matches("-?\\d+");
  }

  /** " in conf/smoke.conf:3", or " on the command line". */
  private static String where(ConfigValue value) {
    ConfigOrigin origin = value.origin();
    if (origin.description().equals(COMMAND_LINE)) {
      return " on " + COMMAND_LINE;
    }
    return " in " + origin.description().replaceFirst(": (\\d+)$", ":$1");
  }

  private static ConfigObject parse(SettingsFile file) {
    try {
      return ConfigFactory.parseString(
              file.text(),
              ConfigParseOptions.defaults()
                  .setOriginDescription(file.name())
                  .setIncluder(new NoIncludes()))
          .resolve()
          .root();
    } catch (ConfigException e) {
      throw new InvalidInputException(
          "Cannot read settings file " + file.name() + ": " + e.getMessage(),
          "correct it there",
          e);
    }
  }

  private static ConfigObject reference() {
    try (InputStream in = Settings.class.getResourceAsStream(REFERENCE);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(
              reader, ConfigParseOptions.defaults().setOriginDescription(REFERENCE_PLACE))
          .root();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, ConfigValue> leaves(ConfigObject root) {
    SortedMap<String, ConfigValue> leaves = new TreeMap<>();
    addLeaves("", root, leaves);
    return leaves;
  }

  private static void addLeaves(
      String prefix, ConfigObject object, SortedMap<String, ConfigValue> leaves) {
    object.forEach(
        (name, value) -> {
          String key = prefix + ConfigUtil.joinPath(name);
          if (value.valueType() == ConfigValueType.OBJECT) {
            addLeaves(key + ".", (ConfigObject) value, leaves);
          } else {
            leaves.put(key, value);
          }
        });
  }
}
