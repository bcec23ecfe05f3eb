package mnist.jobs.scoring;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mnist.InvalidInputException;
import mnist.input.InputSchema;
import mnist.input.RecordSchema;
import mnist.score.PredictionSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns that predictions and rejects have of the input: its key, then what is kept. */
final class ScoredColumns {

  /** The image as the model saw it, binary. */
  static final String PREPARED = "prepared";

  /** The predicted class's name, string; of a model whose classes have names. */
  static final String CLASS = "class";

  /** What predictions and rejects have themselves. */
  private static final Set<String> TAKEN =
      Set.of(
          PredictionSchema.PREDICTION,
          PredictionSchema.PROBABILITY,
          PredictionSchema.CONFIDENCE,
          PredictionSchema.ENERGY,
          PredictionSchema.NOVELTY,
          PredictionSchema.ACCEPTED,
          PredictionSchema.CALIBRATED,
          PREPARED,
          CLASS,
          RecordSchema.REASON);

  private ScoredColumns() {}

  /**
   * Checks that predictions can be put into directories by the values of a column.
   *
   * @param by the key's, a kept one, or the prediction
   * @param columns that predictions carry
   * @throws InvalidInputException if there is no such column, or its values name no directories
   */
  static void requirePartitions(String by, StructType columns) {
    Map<String, DataType> possible = new LinkedHashMap<>();
    for (StructField column : columns.fields()) {
      boolean isName =
          !(column.dataType() instanceof StructType)
              && !(column.dataType() instanceof ArrayType)
              && !(column.dataType() instanceof MapType)
              && !column.dataType().equals(DataTypes.BinaryType);
      if (isName && !column.name().equals(RecordSchema.REASON)) {
        possible.put(column.name(), column.dataType());
      }
    }
    possible.put(PredictionSchema.PREDICTION, DataTypes.IntegerType);
    if (!possible.containsKey(by)) {
      throw new InvalidInputException(
          "Cannot partition predictions by '%s': expected one of %s"
              .formatted(by, String.join(", ", possible.keySet())),
          "name one of these with --partition-by, or keep the column with --keep");
    }
  }

  /**
   * The columns, each by its own name, out of the structs that hold them. Of two of one name, the
   * key counts.
   *
   * @param rows columns of {@link InputSchema}
   * @throws InvalidInputException if one has the name of a column of predictions
   */
  static List<Column> of(StructType rows) {
    Set<String> names = new HashSet<>();
    List<Column> columns = new ArrayList<>();
    for (String struct : List.of(InputSchema.KEY, InputSchema.KEPT)) {
      if (!List.of(rows.fieldNames()).contains(struct)) {
        continue;
      }
      for (String name : ((StructType) rows.apply(struct).dataType()).fieldNames()) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (TAKEN.contains(lower)) {
          throw new InvalidInputException(
              "Cannot keep column '%s': predictions have a column of that name themselves"
                  .formatted(name),
              "rename it, name another key with --id-column, or keep others");
        }
        if (names.add(lower)) {
          columns.add(col(struct).getField(name).as(name));
        }
      }
    }
    return columns;
  }
}
