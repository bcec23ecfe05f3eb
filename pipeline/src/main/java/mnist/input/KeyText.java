package mnist.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Keys as people read them. */
public final class KeyText {

  private KeyText() {}

  /**
   * The column {@link InputSchema#KEY} as one string: what names the image, such as an image file's
   * path from the directory that was given, and after {@code #} its row or page.
   *
   * @param rows columns of an input
   */
  public static Column of(StructType rows) {
    List<String> fields =
        List.of(((StructType) rows.apply(InputSchema.KEY).dataType()).fieldNames());
    return concat_ws(
        "#",
        fields.stream()
            .filter(
                name ->
                    !(name.equals(ImageFilesInput.PATH) && fields.contains(ImageFilesInput.FILE)))
            .map(name -> col(InputSchema.KEY).getField(name).cast(DataTypes.StringType))
            .toArray(Column[]::new));
  }
}
