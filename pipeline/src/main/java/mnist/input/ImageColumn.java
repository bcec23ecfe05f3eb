package mnist.input;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The column of a table that holds its images, in any of the ways that tables have: bytes of image
 * files or raw pixels in a binary column; a struct of {@code bytes} and {@code path}, as Hugging
 * Face writes; Spark's {@code image}; numbers in an array; base64 in a string; or one column for
 * each pixel, as Kaggle has it.
 *
 * @param bytes binary, as of {@link InputSchema#IMAGE}
 * @param encoded as of {@link InputSchema#ENCODED}
 * @param height as of {@link InputSchema#HEIGHT}
 * @param width as of {@link InputSchema#WIDTH}
 * @param channels as of {@link InputSchema#CHANNELS}
 * @param fault as of {@link InputSchema#FAULT}
 * @param origin where Spark's {@code image} says that it comes from; empty for others
 */
record ImageColumn(
    Column bytes,
    Column encoded,
    Column height,
    Column width,
    Column channels,
    Column fault,
    Optional<Column> origin) {

  private static final String USUAL = "image";

  /** Fields of Spark's image source that are needed. */
  private static final Set<String> SPARK_IMAGE =
      Set.of("origin", "height", "width", "nChannels", "data");

  /** What stands before an image in a page. */
  private static final Pattern DATA_ADDRESS = Pattern.compile("^data:[^,]*;base64,");

  private static final String REMEDY = "name the column of images with --column";

  /**
   * Finds it.
   *
   * @param asked the user's column
   * @throws InvalidInputException if there is none, or several could be it
   */
  static ImageColumn find(TableColumns table, Optional<String> asked) {
    if (asked.isPresent()) {
      String name = table.find(asked, List.of()).orElseThrow();
      return of(table, name, true)
          .orElseThrow(
              () ->
                  new InvalidInputException(
                      "Cannot read images of column '%s' of %s: it is %s"
                          .formatted(name, table.table(), table.type(name).simpleString()),
                      "name a column of binary values, of arrays of pixels, of base64 strings, or"
                          + " of Hugging Face's or Spark's images"));
    }
    Optional<PixelColumns> pixels = PixelColumns.find(table);
    List<String> candidates =
        Stream.of(table.columns().fieldNames())
            .filter(name -> of(table, name, name.equalsIgnoreCase(USUAL)).isPresent())
            .toList();
    List<String> usual = candidates.stream().filter(USUAL::equalsIgnoreCase).toList();
    List<String> meant = usual.size() == 1 ? usual : candidates;
    if (pixels.isPresent() && usual.isEmpty()) {
      return pixels.get().image();
    }
    if (meant.size() != 1) {
      throw new InvalidInputException(
          meant.isEmpty()
              ? "Cannot find images in %s: none of its columns can hold them; found %s"
                  .formatted(table.table(), table.columns().simpleString())
              : "Cannot tell which column of %s holds the images: %s could"
                  .formatted(table.table(), String.join(", ", meant)),
          REMEDY);
    }
    return of(table, meant.get(0), true).orElseThrow();
  }

  /**
   * @param isNamed whether the column is known for the images' by its name
   * @return empty if it can't hold images
   */
  private static Optional<ImageColumn> of(TableColumns table, String name, boolean isNamed) {
    Column column = TableColumns.quoted(name);
    DataType type = table.type(name);
    if (type.equals(DataTypes.BinaryType)) {
      return Optional.of(binary(table, column));
    }
    if (type instanceof StructType struct) {
      return ofStruct(column, struct);
    }
    if (type instanceof ArrayType && isNamed) {
      return PixelColumns.ofArray(column, (ArrayType) type);
    }
    if (type.equals(DataTypes.StringType) && isNamed) {
      return Optional.of(base64(column));
    }
    return Optional.empty();
  }

  private static ImageColumn base64(Column column) {
    UDF1<String, byte[]> decode = ImageColumn::decoded;
    Column bytes = udf(decode, DataTypes.BinaryType).apply(column);
    return new ImageColumn(
        bytes,
        none("boolean"),
        none("int"),
        none("int"),
        none("int"),
        when(column.isNotNull().and(bytes.isNull()), lit("the string is no base64")),
        Optional.empty());
  }

  /** Null for what is no base64; Spark's own function would end the job. */
  private static byte[] decoded(String text) {
    try {
      return text == null
          ? null
          : Base64.getMimeDecoder().decode(DATA_ADDRESS.matcher(text).replaceFirst(""));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static ImageColumn binary(TableColumns table, Column column) {
    return new ImageColumn(
        column,
        none("boolean"),
        size(table, InputSchema.HEIGHT),
        size(table, InputSchema.WIDTH),
        none("int"),
        none("string"),
        Optional.empty());
  }

  /** What a column of sizes says, where the table has one; it counts for raw pixels alone. */
  private static Column size(TableColumns table, String name) {
    return table
        .find(Optional.empty(), List.of(name))
        .filter(
            found -> Set.of("int", "bigint", "smallint").contains(table.type(found).simpleString()))
        .map(TableColumns::quoted)
        .orElse(lit(null))
        .cast(DataTypes.IntegerType);
  }

  private static Optional<ImageColumn> ofStruct(Column column, StructType struct) {
    List<String> fields = List.of(struct.fieldNames());
    if (fields.containsAll(SPARK_IMAGE)) {
      return Optional.of(
          new ImageColumn(
              column.getField("data"),
              lit(false),
              column.getField("height"),
              column.getField("width"),
              column.getField("nChannels"),
              none("string"),
              Optional.of(column.getField("origin").as("origin"))));
    }
    if (!fields.contains("bytes")
        || !struct.apply("bytes").dataType().equals(DataTypes.BinaryType)) {
      return Optional.empty();
    }
    Column bytes = column.getField("bytes");
    Column fault =
        fields.contains("path")
            ? when(
                bytes.isNull().and(column.getField("path").isNotNull()),
                concat(lit("the image isn't in the table, but in "), column.getField("path")))
            : none("string");
    return Optional.of(
        new ImageColumn(
            bytes, lit(true), none("int"), none("int"), none("int"), fault, Optional.empty()));
  }

  static Column none(String type) {
    return lit(null).cast(type);
  }
}
