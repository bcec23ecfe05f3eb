package mnist.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.evaluate.ConfusionMatrix;
import mnist.evaluate.Evaluation;
import mnist.html.Numbers;
import mnist.report.Figures.ClassFigures;

/**
 * A small table for a terminal: a header, a rule and aligned rows. Columns of text are flush left,
 * columns of figures flush right.
 *
 * @param header names of the columns
 * @param rows cells, as many in each row as the header has
 * @param textColumns how many columns hold text; figures stand right of them
 */
public record TextTable(List<String> header, List<List<String>> rows, int textColumns) {

  private static final String GAP = "  ";

  public TextTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "Row must have %d cells, but had %d: %s".formatted(header.size(), row.size(), row));
      }
    }
  }

  /** A column of names, and figures. */
  public TextTable(List<String> header, List<List<String>> rows) {
    this(header, rows, 1);
  }

  /** Precision, recall, F1 and support, a row for each class. */
  public static TextTable perClass(Evaluation evaluation) {
    List<Figure<ClassFigures>> figures =
        List.of(Figures.CLASS, Figures.PRECISION, Figures.RECALL, Figures.F1, Figures.SUPPORT);
    return new TextTable(
        figures.stream().map(Figure::key).toList(),
        ClassFigures.of(evaluation).stream()
            .map(row -> figures.stream().map(figure -> plain(figure.value().apply(row))).toList())
            .toList());
  }

  /** Counts with totals: a row for each true class, a column for each predicted one. */
  public static TextTable confusionMatrix(ConfusionMatrix matrix) {
    List<Integer> labels = IntStream.range(0, matrix.classes()).boxed().toList();
    List<List<String>> rows = new ArrayList<>();
    for (int truth : labels) {
      rows.add(
          row(
              String.valueOf(truth),
              labels.stream().map(prediction -> matrix.count(truth, prediction)),
              matrix.support(truth)));
    }
    rows.add(row("total", labels.stream().map(matrix::predicted), matrix.total()));
    return new TextTable(row("truth \\ prediction", labels.stream(), "total"), rows);
  }

  /** The table's lines, each with a line end and without trailing blanks. */
  public String render() {
    int[] widths =
        IntStream.range(0, header.size())
            .map(
                column ->
                    Stream.concat(Stream.of(header), rows.stream())
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder(line(header, widths));
    text.append("-".repeat(IntStream.of(widths).sum() + GAP.length() * (widths.length - 1)));
    text.append('\n');
    rows.forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  @Override
  public String toString() {
    return render();
  }

  private String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
            .mapToObj(column -> pad(cells.get(column), widths[column], column >= textColumns))
            .collect(Collectors.joining(GAP))
            .stripTrailing()
        + "\n";
  }

  private static String pad(String cell, int width, boolean right) {
    String blanks = " ".repeat(width - cell.length());
    return right ? blanks + cell : cell + blanks;
  }

  private static List<String> row(String name, Stream<?> cells, Object total) {
    return Stream.of(Stream.of(name), cells, Stream.of(total))
        .flatMap(part -> part)
        .map(String::valueOf)
        .toList();
  }

  private static String plain(Object value) {
    return value instanceof Double share ? Numbers.decimal(share, 4) : String.valueOf(value);
  }
}
