package mnist.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.spark_partition_id;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows of an input as texts, to be compared. */
final class InputRows {

  private InputRows() {}

  static ImageInput open(SparkSession spark, Path path) {
    return ImageInputs.open(spark, List.of(path.toString()), InputSettings.DEFAULT);
  }

  /** Rows by their partitions, in order. */
  static List<List<String>> byPartition(Dataset<Row> rows) {
    List<List<String>> parts = new ArrayList<>();
    for (int i = 0; i < rows.rdd().getNumPartitions(); i++) {
      parts.add(new ArrayList<>());
    }
    for (Row row : rows.select(spark_partition_id(), text()).collectAsList()) {
      parts.get(row.getInt(0)).add(row.getString(1));
    }
    return parts;
  }

  private static Column text() {
    return concat_ws(
        " ",
        Stream.of(
                col(InputSchema.KEY),
                col(InputSchema.LABEL),
                col(InputSchema.SPLIT),
                md5(col(InputSchema.IMAGE)),
                col(InputSchema.ENCODED),
                col(InputSchema.PAGE),
                col(InputSchema.HEIGHT),
                col(InputSchema.WIDTH),
                col(InputSchema.FAULT))
            .map(column -> column.cast("string"))
            .toArray(Column[]::new));
  }

  static InputSettings as(Form form) {
    return new InputSettings(
        Optional.of(form),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  static InputSettings keeping(String... columns) {
    return new InputSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(columns));
  }
}
