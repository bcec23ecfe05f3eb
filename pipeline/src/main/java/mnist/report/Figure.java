package mnist.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import mnist.html.Html;
import mnist.html.Numbers;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A figure, declared once: JSON, tables and the page have it from here.
 *
 * @param key in JSON, in tables and as id in the page
 * @param title for people
 * @param format how it is written
 * @param value of what it is a figure of; null where it has none
 */
record Figure<T>(String key, String title, Format format, Function<T, ?> value) {

  /** The kinds of figures. */
  enum Format {
    /** Of 0..1; for people in percent. */
    SHARE(DataTypes.DoubleType) {
      @Override
      String text(Object value) {
        return Numbers.percent((double) value, 2);
      }
    },
    /** A loss, a score or a temperature. */
    DECIMAL(DataTypes.DoubleType) {
      @Override
      String text(Object value) {
        return Numbers.decimal((double) value, 4);
      }
    },
    /** A confidence, which is a float of 0..1 and for people stands in full. */
    CONFIDENCE(DataTypes.FloatType),
    /** How many. */
    COUNT(DataTypes.LongType) {
      @Override
      String text(Object value) {
        return Numbers.count((long) value);
      }
    },
    /** A class or another small whole number. */
    WHOLE(DataTypes.IntegerType),
    /** Text. */
    TEXT(DataTypes.StringType),
    /** A list of ids; with blanks between them in tables. */
    IDS(DataTypes.StringType) {
      @Override
      Object cell(Object value) {
        return ((List<?>) value).stream().map(String::valueOf).collect(Collectors.joining(" "));
      }
    };

    private final DataType type;

    Format(DataType type) {
      this.type = type;
    }

    /** Of a table's column. */
    DataType type() {
      return type;
    }

    /** What a table's cell holds. */
    Object cell(Object value) {
      return value;
    }

    /** For people. */
    String text(Object value) {
      return String.valueOf(value);
    }
  }

  static <T> Figure<T> share(String key, String title, Function<T, Double> value) {
    return new Figure<>(key, title, Format.SHARE, value);
  }

  static <T> Figure<T> decimal(String key, String title, Function<T, Double> value) {
    return new Figure<>(key, title, Format.DECIMAL, value);
  }

  static <T> Figure<T> confidence(String key, String title, Function<T, Float> value) {
    return new Figure<>(key, title, Format.CONFIDENCE, value);
  }

  static <T> Figure<T> count(String key, String title, Function<T, Long> value) {
    return new Figure<>(key, title, Format.COUNT, value);
  }

  static <T> Figure<T> whole(String key, String title, Function<T, Integer> value) {
    return new Figure<>(key, title, Format.WHOLE, value);
  }

  static <T> Figure<T> text(String key, String title, Function<T, String> value) {
    return new Figure<>(key, title, Format.TEXT, value);
  }

  /** For people. */
  String text(T of) {
    Object known = value.apply(of);
    return known == null ? "" : format.text(known);
  }

  /** For the page, where programs find the number in full by the key. */
  String element(T of) {
    return element(of, key);
  }

  /**
   * @param id instead of the key, where a page has more than one of it
   */
  String element(T of, String id) {
    return Html.figure(id, (Number) value.apply(of), text(of));
  }
}
