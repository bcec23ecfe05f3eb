package mnist.input;

import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/**
 * Images whose pixels are numbers: a column for each, called {@code pixel0} and on, as Kaggle's, or
 * {@code 1x1} to {@code 28x28}; or an array.
 *
 * @param names of the columns, row-major
 * @param height rows of an image, pixels
 * @param width columns of an image, pixels
 */
record PixelColumns(List<String> names, int height, int width) {

  private static final Pattern NUMBERED = Pattern.compile("(?i)pixel_?(\\d{1,9})");
  private static final Pattern PLACED = Pattern.compile("(\\d{1,4})x(\\d{1,4})");

  /** Less are no image. */
  private static final int LEAST = 4;

  private static final String NO_PIXELS = "a pixel is no whole number from 0 to 255";

  /** A pixel's column and its place, rows before columns. */
  private record Placed(String name, long row, long column) {}

  /**
   * The columns of pixels, if the table has some.
   *
   * @throws InvalidInputException if they are no whole image
   */
  static Optional<PixelColumns> find(TableColumns table) {
    String[] names = table.columns().fieldNames();
    List<Placed> numbered = placed(names, NUMBERED);
    if (numbered.size() >= LEAST) {
      long side = Math.round(Math.sqrt(numbered.size()));
      long first = numbered.get(0).column();
      boolean isWhole =
          side * side == numbered.size()
              && first <= 1
              && numbered.get(numbered.size() - 1).column() - first == numbered.size() - 1;
      require(isWhole, table, numbered);
      return of(numbered, side, side);
    }
    List<Placed> placed = placed(names, PLACED);
    if (placed.size() < LEAST) {
      return Optional.empty();
    }
    Placed last = placed.get(placed.size() - 1);
    long height = last.row() - placed.get(0).row() + 1;
    long width = last.column() - placed.get(0).column() + 1;
    require(height * width == placed.size(), table, placed);
    return of(placed, height, width);
  }

  private static Optional<PixelColumns> of(List<Placed> placed, long height, long width) {
    return Optional.of(
        new PixelColumns(placed.stream().map(Placed::name).toList(), (int) height, (int) width));
  }

  private static void require(boolean holds, TableColumns table, List<Placed> found) {
    if (!holds) {
      throw new InvalidInputException(
          "Cannot read %s: its %d columns of pixels, %s to %s, make no whole image"
              .formatted(
                  table.table(),
                  found.size(),
                  found.get(0).name(),
                  found.get(found.size() - 1).name()),
          "give one column for each pixel of a square, pixel0 and on, or 1x1 and on");
    }
  }

  private static List<Placed> placed(String[] names, Pattern pattern) {
    return Stream.of(names)
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(PixelColumns::placed)
        .sorted(Comparator.comparing(Placed::row).thenComparing(Placed::column))
        .toList();
  }

  private static Placed placed(Matcher name) {
    return name.groupCount() == 1
        ? new Placed(name.group(), 0, Long.parseLong(name.group(1)))
        : new Placed(name.group(), Long.parseLong(name.group(1)), Long.parseLong(name.group(2)));
  }

  ImageColumn image() {
    Column pixels = struct(names.stream().map(TableColumns::quoted).toArray(Column[]::new));
    UDF1<Row, byte[]> bytes =
        row -> bytes(IntStream.range(0, row.length()).mapToObj(row::get).toList());
    Column image = udf(bytes, DataTypes.BinaryType).apply(pixels);
    return ofNumbers(image, lit(height), lit(width));
  }

  /** Arrays of pixels, or of rows of pixels; empty if it is neither. */
  static Optional<ImageColumn> ofArray(Column column, ArrayType type) {
    boolean ofRows = type.elementType() instanceof ArrayType;
    if (!((ofRows ? ((ArrayType) type.elementType()).elementType() : type.elementType())
        instanceof NumericType)) {
      return Optional.empty();
    }
    Column flat = ofRows ? flatten(column) : column;
    UDF1<Row, byte[]> bytes = row -> row.isNullAt(0) ? null : bytes(row.getList(0));
    Column image = udf(bytes, DataTypes.BinaryType).apply(struct(flat));
    Column none = ImageColumn.none("int");
    return Optional.of(
        ofRows
            ? ofNumbers(image, size(column), size(get(column, lit(0))))
            : ofNumbers(image, none, none));
  }

  private static ImageColumn ofNumbers(Column image, Column height, Column width) {
    return new ImageColumn(
        image,
        lit(false),
        height,
        width,
        ImageColumn.none("int"),
        when(image.isNull(), lit(NO_PIXELS)),
        Optional.empty());
  }

  /** Null if one of them is none. */
  private static byte[] bytes(List<?> pixels) {
    byte[] bytes = new byte[pixels.size()];
    for (int i = 0; i < bytes.length; i++) {
      double value = number(pixels.get(i));
      if (!(value >= 0 && value <= 255 && value == Math.rint(value))) {
        return null;
      }
      bytes[i] = (byte) (int) value;
    }
    return bytes;
  }

  private static double number(Object pixel) {
    if (pixel instanceof Number number) {
      return number.doubleValue();
    }
    try {
      return pixel == null ? Double.NaN : Double.parseDouble(pixel.toString());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
