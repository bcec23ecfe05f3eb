package mnist.input;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mnist.InvalidInputException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A table with a column of images. The key is the column that names them, as it is; without one it
 * is {@code file}, the file's path from the directory that was given, and {@code row}, from 0.
 */
final class TableInput implements ImageInput {

  private final Form form;
  private final String name;
  private final Dataset<Row> rows;
  private final List<InputSplit> splits;
  private final List<PassedOver> passedOver;

  private final Pin pin;

  private TableInput(
      Form form, String name, Dataset<Row> rows, List<PassedOver> passedOver, Pin pin) {
    this.form = form;
    this.pin = pin;
    this.name = name;
    this.rows = rows;
    this.splits = TableSplits.of(rows, form);
    this.passedOver = passedOver;
  }

  /**
   * Opens a table.
   *
   * @param source the table, and how its rows are numbered
   * @param pin of what it reads
   * @throws mnist.InvalidInputException if it has no column of images, or several, or lacks one
   *     that is asked for
   */
  static TableInput of(
      Form form, TableSource source, InputSettings settings, List<PassedOver> passedOver, Pin pin) {
    StructType columns = source.table().schema();
    TableColumns named = new TableColumns(source.name(), columns);
    ImageColumn image = ImageColumn.find(named, settings.imageColumn());
    Optional<String> label = named.find(settings.labelColumn(), List.of(InputSchema.LABEL));
    List<String> kept = named.keep(settings.keep());
    Optional<Column> id = id(named, image, settings);
    if (id.isEmpty()) {
      requireOthers(kept, source.name());
    }
    List<Column> selected = new ArrayList<>();
    // A row without a key couldn't be found again.
    Column fault = image.fault();
    if (id.isPresent()) {
      selected.add(struct(id.get()).as(InputSchema.KEY));
      fault =
          when(id.get().isNull(), lit("the key '" + idName(id.get(), source) + "' is null"))
              .otherwise(fault);
    }
    if (!kept.isEmpty()) {
      selected.add(
          struct(kept.stream().map(TableColumns::quoted).toArray(Column[]::new))
              .as(InputSchema.KEPT));
    }
    selected.add(
        label
            .map(TableColumns::quoted)
            .orElse(lit(null))
            .cast(DataTypes.StringType)
            .as(InputSchema.LABEL));
    selected.add(split(named).as(InputSchema.SPLIT));
    selected.add(lit(null).cast(DataTypes.IntegerType).as(InputSchema.GROUP));
    selected.add(image.bytes().as(InputSchema.IMAGE));
    selected.add(image.encoded().as(InputSchema.ENCODED));
    selected.add(lit(0).as(InputSchema.PAGE));
    selected.add(image.height().as(InputSchema.HEIGHT));
    selected.add(image.width().as(InputSchema.WIDTH));
    selected.add(image.channels().as(InputSchema.CHANNELS));
    selected.add(fault.as(InputSchema.FAULT));
    Dataset<Row> rows =
        id.isPresent()
            ? source.table().select(selected.toArray(Column[]::new))
            : source.numbered(selected);
    return new TableInput(form, source.name(), rows, passedOver, pin);
  }

  /** The key of a table without one takes their names. */
  private static void requireOthers(List<String> kept, String table) {
    for (String taken : TableSource.KEY.fieldNames()) {
      if (kept.stream().anyMatch(taken::equalsIgnoreCase)) {
        throw new InvalidInputException(
            "Cannot keep column '%s' of %s: without a column that names images, their key has one of that name"
                .formatted(taken, table),
            "name the images' column with --id-column, or keep others");
      }
    }
  }

  private static String idName(Column id, TableSource source) {
    return source.table().select(id).columns()[0];
  }

  /** The column that names the images; empty if there is none. */
  private static Optional<Column> id(
      TableColumns named, ImageColumn image, InputSettings settings) {
    Optional<Column> column =
        named.find(settings.idColumn(), List.of("id", "path")).map(TableColumns::quoted);
    return column.or(image::origin);
  }

  /** What a column {@code split} says, where it has strings. */
  private static Column split(TableColumns named) {
    DataType strings = DataTypes.StringType;
    return named
        .find(Optional.empty(), List.of(InputSchema.SPLIT))
        .filter(name -> strings.equals(named.type(name)))
        .map(TableColumns::quoted)
        .orElse(lit(null).cast(strings));
  }

  @Override
  public Form form() {
    return form;
  }

  @Override
  public List<InputSplit> splits() {
    return splits;
  }

  @Override
  public Pin pin() {
    return pin;
  }

  @Override
  public Dataset<Row> rows() {
    return rows;
  }

  @Override
  public List<PassedOver> passedOver() {
    return passedOver;
  }

  @Override
  public String name() {
    return name;
  }
}
