package mnist.records;

import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which class a label means: numbers are classes themselves; names are numbered in the order of
 * their characters.
 *
 * @param names of classes from class 0; null where labels are numbers
 * @param offset the label of class 0, where labels are numbers
 */
record ClassNames(List<String> names, int offset) {

  /** Also as tables have them that keep numbers as fractions. */
  private static final Pattern NUMBER = Pattern.compile("([+-]?\\d{1,9})(?:\\.0*)?");

  /**
   * Those of a data set.
   *
   * @param labels all that occur
   * @param settings whose names count, if they have some: others are no classes then
   */
  static ClassNames of(Set<String> labels, IngestSettings settings) {
    if (settings.classNames() != null) {
      return new ClassNames(settings.classNames(), 0);
    }
    return new ClassNames(
        areNumbers(labels) ? null : new ArrayList<>(labels), settings.labelOffset());
  }

  private static boolean areNumbers(Set<String> labels) {
    return labels.stream().allMatch(label -> NUMBER.matcher(label).matches());
  }

  /**
   * What to do where labels are numbers, one after the other, that aren't all classes; empty where
   * they are.
   *
   * @param labels all that occur
   */
  static Optional<String> outOfRange(Set<String> labels, IngestSettings settings) {
    if (settings.classNames() != null || !areNumbers(labels)) {
      return Optional.empty();
    }
    IntSummaryStatistics found =
        labels.stream().mapToInt(label -> number(label, 0)).summaryStatistics();
    int last = settings.labelOffset() + settings.classes() - 1;
    boolean areClasses = found.getMin() >= settings.labelOffset() && found.getMax() <= last;
    // A few wrong labels among others are no other classes.
    boolean haveGaps = found.getMax() - found.getMin() + 1 != labels.size();
    if (areClasses || haveGaps) {
      return Optional.empty();
    }
    return Optional.of(
        "labels are %d to %d, where %d to %d are expected: if that is all, give --label-offset %d and data.classes = %d"
            .formatted(
                found.getMin(),
                found.getMax(),
                settings.labelOffset(),
                last,
                found.getMin(),
                found.getMax() - found.getMin() + 1));
  }

  /** The number of classes, where their names tell it. */
  OptionalInt count() {
    return names == null ? OptionalInt.empty() : OptionalInt.of(names.size());
  }

  /** The class of a label, int; null for none. */
  Column label(Column label) {
    return udf(names == null ? numbers(offset) : places(names), DataTypes.IntegerType).apply(label);
  }

  private static UDF1<String, Integer> numbers(int offset) {
    return label -> number(label, offset);
  }

  private static UDF1<String, Integer> places(List<String> names) {
    Map<String, Integer> classes = new TreeMap<>();
    for (String name : names) {
      classes.put(name, classes.size());
    }
    return label -> label == null ? null : classes.get(label);
  }

  private static Integer number(String label, int offset) {
    Matcher number = NUMBER.matcher(label == null ? "" : label);
    return number.matches() ? Integer.parseInt(number.group(1)) - offset : null;
  }
}
