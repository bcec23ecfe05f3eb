package mnist.input;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.Glob;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * Classes of image files out of a table of names: CSV with a first line of names, a column of file
 * names and one of labels.
 *
 * @param byName a file's name, with directories or without, to its label
 */
record FileLabels(Map<String, String> byName) {

  /**
   * Reads the table.
   *
   * @param nameColumn the user's; empty for the first that isn't the labels'
   * @param labelColumn the user's; empty for {@code label}
   * @throws InvalidInputException if it lacks a column, or gives a name two labels
   */
  static FileLabels read(
      SparkSession spark, String path, Optional<String> nameColumn, Optional<String> labelColumn) {
    Dataset<Row> table = spark.read().option("header", "true").csv(Glob.literal(new Path(path)));
    TableColumns columns = new TableColumns("table of labels " + path, table.schema());
    String label =
        columns
            .find(labelColumn, List.of(InputSchema.LABEL))
            .orElseThrow(() -> lacks(columns, "a column 'label'", "--label-column"));
    String name =
        nameColumn.isPresent()
            ? columns.find(nameColumn, List.of()).orElseThrow()
            : Stream.of(table.columns())
                .filter(each -> !each.equals(label))
                .findFirst()
                .orElseThrow(() -> lacks(columns, "a column of file names", "--id-column"));
    Map<String, String> byName = new HashMap<>();
    for (Row row :
        table
            .select(
                TableColumns.quoted(name).cast(DataTypes.StringType),
                TableColumns.quoted(label).cast(DataTypes.StringType))
            .collectAsList()) {
      String other = byName.put(row.getString(0), row.getString(1));
      if (other != null && !other.equals(row.getString(1))) {
        throw new InvalidInputException(
            "Invalid table of labels %s: it says of %s both %s and %s"
                .formatted(path, row.getString(0), other, row.getString(1)),
            "leave one of them");
      }
    }
    return new FileLabels(byName);
  }

  private static InvalidInputException lacks(TableColumns columns, String what, String option) {
    return new InvalidInputException(
        "Cannot read %s: expected %s, but found %s"
            .formatted(columns.table(), what, columns.columns().simpleString()),
        "name it with " + option);
  }

  /**
   * A file's label, by its path from the directory that was given or by its name; null for none.
   */
  String of(ListedFile file) {
    String label = byName.get(file.name());
    return label == null ? byName.get(file.path().getName()) : label;
  }

  /**
   * @throws InvalidInputException if none of the files has a label here
   */
  void requireSome(List<ListedFile> files, String path) {
    if (files.stream().allMatch(file -> of(file) == null)) {
      throw new InvalidInputException(
          "Cannot find labels in %s: it names none of the %d image files, such as %s"
              .formatted(path, files.size(), files.get(0).name()),
          "name files by their paths from the directory that is given, or by their names alone");
    }
  }
}
