package mnist.input;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Looks for columns of a table. Upper and lower case count alike, as for Spark.
 *
 * @param table its name, for messages
 */
record TableColumns(String table, StructType columns) {

  /**
   * A column by name.
   *
   * @param asked the user's, which must be there
   * @param usual names that are looked for otherwise, the first that is there
   * @return as the table has it
   */
  Optional<String> find(Optional<String> asked, List<String> usual) {
    if (asked.isPresent()) {
      return Optional.of(require(asked.get()));
    }
    return usual.stream().flatMap(this::named).findFirst();
  }

  /** The columns to keep, each once. */
  List<String> keep(List<String> asked) {
    List<String> kept = new ArrayList<>();
    for (String name : asked) {
      if (name.equals(InputSettings.ALL)) {
        Stream.of(columns.fieldNames()).filter(each -> !kept.contains(each)).forEach(kept::add);
      } else if (!kept.contains(require(name))) {
        kept.add(require(name));
      }
    }
    return kept;
  }

  DataType type(String name) {
    return columns.apply(name).dataType();
  }

  /** A column of this very name, whatever characters it has. */
  static Column quoted(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  private String require(String name) {
    return named(name)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Cannot read %s: it has no column '%s'; found %s"
                        .formatted(table, name, columns.simpleString()),
                    "name one of them"));
  }

  private Stream<String> named(String name) {
    return Stream.of(columns.fieldNames()).filter(each -> each.equalsIgnoreCase(name));
  }
}
