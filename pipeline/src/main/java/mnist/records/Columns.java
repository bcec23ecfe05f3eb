package mnist.records;

import java.util.List;
import mnist.InvalidInputException;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The check that a table has the columns that are needed of it. */
public final class Columns {

  private Columns() {}

  /**
   * Checks that the needed columns are there; others may be too. Nullability isn't compared, since
   * Parquet drops it.
   *
   * @param table what it holds, for people, such as records
   * @param found the table's columns
   * @param needed the columns that it must have
   * @throws InvalidInputException if a column is missing or of another type
   */
  public static void require(String table, StructType found, StructType needed) {
    for (StructField column : needed.fields()) {
      String type = column.dataType().simpleString();
      if (!List.of(found.fieldNames()).contains(column.name())) {
        throw new InvalidInputException(
            "Invalid %s: column '%s' (%s) is missing; found %s"
                .formatted(table, column.name(), type, found.simpleString()));
      }
      String foundType = found.apply(column.name()).dataType().simpleString();
      if (!foundType.equals(type)) {
        throw new InvalidInputException(
            "Invalid %s: column '%s' must be %s, but was %s"
                .formatted(table, column.name(), type, foundType));
      }
    }
  }
}
