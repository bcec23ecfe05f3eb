package mnist.input;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.Glob;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * Classes of image files out of a table of names: CSV with a first line of names, a column of file
 * names and one of labels. With a column {@value #WHO}, people gave them: files on whose labels
 * they don't agree, or that have none, are left out.
 *
 * @param byName a file's name, with directories or without, to its label
 * @param labelling what people said; empty for a table that doesn't tell who
 */
record FileLabels(Map<String, String> byName, Optional<Labelling> labelling) {

  private static final String WHO = "who";

  /**
   * Reads the table.
   *
   * @param nameColumn the user's; empty for the first that isn't the labels'
   * @param labelColumn the user's; empty for {@code label}
   * @param listed all files that the table may speak of
   * @param files those of them that are read
   * @param known image files among those that are listed: where people label some of these and none
   *     of those that are read, there is nothing to read yet
   * @throws InvalidInputException if it lacks a column, gives a name two labels, or has no label
   *     for any of the files
   */
  static FileLabels read(
      SparkSession spark,
      String path,
      Optional<String> nameColumn,
      Optional<String> labelColumn,
      List<ListedFile> listed,
      List<ListedFile> files,
      List<ListedFile> known) {
    Dataset<Row> table =
        spark
            .read()
            .option("header", "true")
            // As spreadsheets write a quote within quotes.
            .option("escape", "\"")
            .csv(Glob.literal(new Path(path)));
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
    if (columns.find(Optional.empty(), List.of(WHO)).isPresent()) {
      PeoplesLabels people = new PeoplesLabels(path, listed);
      strings(table, name, label, WHO)
          .forEach(row -> people.add(text(row, 0), text(row, 1), text(row, 2)));
      return people.of(files, known);
    }
    Map<String, String> byName = new HashMap<>();
    for (Row row : strings(table, name, label)) {
      String other = byName.put(row.getString(0), row.getString(1));
      if (other != null && !other.equals(row.getString(1))) {
        throw new InvalidInputException(
            "Invalid table of labels %s: it says of %s both %s and %s"
                .formatted(path, row.getString(0), other, row.getString(1)),
            "leave one of them");
      }
    }
    FileLabels labels = new FileLabels(byName, Optional.empty());
    labels.requireSome(files, path);
    return labels;
  }

  private static List<Row> strings(Dataset<Row> table, String... columns) {
    return table
        .select(
            Stream.of(columns)
                .map(column -> TableColumns.quoted(column).cast(DataTypes.StringType))
                .toArray(Column[]::new))
        .collectAsList();
  }

  private static String text(Row row, int column) {
    return row.isNullAt(column) ? "" : row.getString(column).strip();
  }

  private static InvalidInputException lacks(TableColumns columns, String what, String option) {
    return new InvalidInputException(
        "Cannot read %s: expected %s, but found %s"
            .formatted(columns.table(), what, columns.columns().simpleString()),
        "name it with " + option);
  }

  /** The files that are read: all, unless people left some of them without a label. */
  List<ListedFile> among(List<ListedFile> files) {
    return labelling.isEmpty() ? files : files.stream().filter(file -> of(file) != null).toList();
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
  private void requireSome(List<ListedFile> files, String path) {
    if (files.stream().allMatch(file -> of(file) == null)) {
      throw new InvalidInputException(
          "Cannot find labels in %s: it names none of the %d image files, such as %s"
              .formatted(path, files.size(), files.get(0).name()),
          "name files by their paths from the directory that is given, or by their names alone");
    }
  }
}
