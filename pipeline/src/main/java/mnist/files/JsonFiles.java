package mnist.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import mnist.Failure;
import mnist.InvalidInputException;
import org.apache.commons.lang3.StringUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * JSON, written and read in one way: UTF-8, snake_case keys, records by their components, maps
 * sorted by key, instants as ISO-8601 text, components that are null left out. A reader ignores
 * keys that it doesn't know, so that later versions can add some.
 */
public final class JsonFiles {
  private static final ObjectMapper MAPPER = mapper();
  private static final int QUOTED = 200;
  private static final String MALFORMED = "put the file back as it was written";

  private JsonFiles() {}

  /**
   * Writes {@code value} as a new file, indented. The file appears complete or not at all.
   *
   * @throws InvalidInputException if the file exists
   * @throws mnist.Failure if it can't be written
   */
  public static void write(Path file, Object value, Configuration conf) {
    if (!writeIfAbsent(file, value, conf)) {
      throw new InvalidInputException(
          "Cannot write " + file + ": it already exists", "choose another output or delete it");
    }
  }

  /**
   * Writes {@code value} as a new file unless there is one; of several processes, one writes. The
   * directory is made if missing.
   *
   * @return false if the file exists; it is left as it is
   * @throws mnist.Failure if the file can't be written
   */
  public static boolean writeIfAbsent(Path file, Object value, Configuration conf) {
    return WholeFile.writeIfAbsent(file, toText(value) + "\n", conf);
  }

  /**
   * Writes {@code value} in the place of the file that may be there, as {@link WholeFile#replace}
   * does.
   *
   * @throws mnist.Failure if it can't be written
   */
  public static void replace(Path file, Object value, Configuration conf) {
    WholeFile.replace(file, toText(value) + "\n", conf);
  }

  /**
   * Reads a file that {@link #write} made.
   *
   * @throws InvalidInputException if there is no such file, or it isn't JSON for {@code type}
   * @throws mnist.Failure if it can't be read
   */
  public static <T> T read(Path file, Class<T> type, Configuration conf) {
    String action = "Cannot read " + file + ": expected JSON for " + words(type);
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      T value = MAPPER.readValue(in.readAllBytes(), type);
      if (value == null) {
        throw new InvalidInputException(action + ", but found null", MALFORMED);
      }
      return value;
    } catch (FileNotFoundException e) {
      throw new InvalidInputException(action + ", but there is no such file", "check the path", e);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(action + ", but " + found(e), MALFORMED, e);
    } catch (IOException e) {
      throw StorageFailure.of(
          action + ", but reading it failed", "see that the file can be read", e);
    }
  }

  /** The value as indented JSON, without a line end. */
  public static String toText(Object value) {
    return text(value, true);
  }

  /** The value as JSON in one line, without a line end. */
  public static String toLine(Object value) {
    return text(value, false);
  }

  private static String text(Object value, boolean indented) {
    try {
      return indented
          ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value)
          : MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #toLine} or {@link #toText} made.
   *
   * @throws InvalidInputException if it isn't JSON for {@code type}
   */
  public static <T> T fromText(String json, Class<T> type) {
    String expected = "Expected JSON for " + words(type);
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new InvalidInputException(expected + ", but found null", MALFORMED);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(expected + ", but " + found(e), MALFORMED, e);
    }
  }

  private static String found(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String where =
        at == null ? "" : "at line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    // What a record's constructor says about a value says more than Jackson about the constructor.
    Throwable rejected = e.getCause();
    if (rejected instanceof Failure failure) {
      return where + failure.problem();
    }
    if (rejected instanceof IllegalArgumentException) {
      return where + rejected.getMessage();
    }
    String said = Objects.requireNonNullElse(e.getOriginalMessage(), "it is malformed");
    // Jackson quotes what it can't convert, however long it is.
    return where + StringUtils.abbreviate(said.lines().findFirst().orElse(""), QUOTED);
  }

  /** ModelManifest becomes "model manifest". */
  private static String words(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .serializationInclusion(JsonInclude.Include.NON_NULL)
        .build();
  }
}
