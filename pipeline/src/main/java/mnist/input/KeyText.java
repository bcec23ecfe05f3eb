package mnist.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Keys as people read them. */
public final class KeyText {

  private static final String PART = "#";

  private KeyText() {}

  /**
   * The column {@link InputSchema#KEY} as one string: what names the image, such as an image file's
   * path from the directory that was given, and after {@code #} its row or page.
   *
   * @param rows columns of an input
   */
  public static Column of(StructType rows) {
    return concat_ws(
        PART,
        fields(rows).stream()
            .map(name -> col(InputSchema.KEY).getField(name).cast(DataTypes.StringType))
            .toArray(Column[]::new));
  }

  /** Names of the columns in {@link InputSchema#KEY} that it consists of. */
  public static List<String> fields(StructType rows) {
    List<String> fields =
        List.of(((StructType) rows.apply(InputSchema.KEY).dataType()).fieldNames());
    return fields.stream()
        .filter(
            name -> !(name.equals(ImageFilesInput.PATH) && fields.contains(ImageFilesInput.FILE)))
        .toList();
  }

  /** The same of the values of these columns. */
  public static String of(Stream<Object> values) {
    return values.filter(Objects::nonNull).map(KeyText::text).collect(Collectors.joining(PART));
  }

  /** Bytes as Spark casts them to a string. */
  private static String text(Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(value);
  }
}
