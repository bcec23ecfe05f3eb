package mnist.input;

import java.util.Arrays;
import java.util.List;
import mnist.InvalidInputException;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of records: what they hold, of which type, and a check that they're there. */
public final class RecordSchema {

  /** Number of the image in its data set, long. */
  public static final String ID = "id";

  /** Pixels, binary: height * width unsigned bytes, row-major, 0 is background. */
  public static final String IMAGE = "image";

  /** Class of the image, int, 0 to classes - 1; null where there is no label file. */
  public static final String LABEL = "label";

  /** Rows of the image, int, pixels. */
  public static final String HEIGHT = "height";

  /** Columns of the image, int, pixels. */
  public static final String WIDTH = "width";

  /** {@link Split#value}, string. */
  public static final String SPLIT = "split";

  /**
   * What the image belongs with, such as its writer, int; null where there is no file of groups.
   */
  public static final String GROUP = "group_id";

  /**
   * What the image was called where it was ingested from, such as an image file's path, string;
   * null for IDX files, where the id says it.
   */
  public static final String KEY = "key";

  /** Why a record can't be used, string; in tables of such records alone. */
  public static final String REASON = "reason";

  private static final StructType SCHEMA =
      new StructType()
          .add(
              ID,
              DataTypes.LongType,
              false,
              "number of the image in the data set, from 0: training files by name, then test files")
          .add(
              IMAGE,
              DataTypes.BinaryType,
              false,
              "pixels: height * width unsigned bytes, row-major, 0 is background")
          .add(LABEL, DataTypes.IntegerType, true, "class of the image; null without a label file")
          .add(HEIGHT, DataTypes.IntegerType, false, "rows of the image, pixels")
          .add(WIDTH, DataTypes.IntegerType, false, "columns of the image, pixels")
          .add(SPLIT, DataTypes.StringType, false, "train, validation or test")
          .add(
              GROUP,
              DataTypes.IntegerType,
              true,
              "what the image belongs with, such as its writer; null without a file of groups")
          .add(
              KEY,
              DataTypes.StringType,
              true,
              "what the image was called where it was ingested from; null for IDX files");

  private RecordSchema() {}

  /** The columns of records in their order, with comments. */
  public static StructType schema() {
    return SCHEMA;
  }

  /** The columns of records, and the reason why they can't be used. */
  public static StructType quarantineSchema() {
    return SCHEMA.add(REASON, DataTypes.StringType, false, "why the record can't be used");
  }

  /**
   * Checks that some columns of records are there.
   *
   * @param table what it holds, or where it is, for people
   * @param columns names out of this schema
   * @throws InvalidInputException if a column is missing or of another type
   */
  public static void check(String table, StructType found, String... columns) {
    require(table, found, of(columns));
  }

  /** Some of the columns of records, by name. */
  public static StructType of(String... columns) {
    return new StructType(Arrays.stream(columns).map(SCHEMA::apply).toArray(StructField[]::new));
  }

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
                .formatted(table, column.name(), type, found.simpleString()),
            "rename the column that holds it");
      }
      String foundType = found.apply(column.name()).dataType().simpleString();
      if (!foundType.equals(type)) {
        throw new InvalidInputException(
            "Invalid %s: column '%s' must be %s, but was %s"
                .formatted(table, column.name(), type, foundType),
            "cast it");
      }
    }
  }
}
