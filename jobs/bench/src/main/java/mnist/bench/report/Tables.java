package mnist.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mnist.bench.plan.Contender;
import mnist.report.TextTable;

/** A report as text. */
public final class Tables {

  private static final List<String> HEADER =
      List.of(
          "task",
          "contender",
          "images/s",
          "min",
          "max",
          "of limit",
          "memory MiB",
          "accuracy",
          "batch",
          "threads");

  /** Columns of {@link #HEADER} that aren't figures. */
  private static final int TEXT_COLUMNS = 2;

  private Tables() {}

  /** For a terminal. */
  public static String text(Report report) {
    StringBuilder text =
        new StringBuilder(
            new TextTable(HEADER, report.rows().stream().map(Tables::cells).toList(), TEXT_COLUMNS)
                .render());
    for (Row row : report.rows()) {
      if (!row.sound()) {
        text.append("FAILED ").append(row.task()).append(' ').append(row.name()).append(": ");
        text.append(row.failed()).append('\n');
      }
    }
    text.append('\n').append(figures(report).render());
    coldStart(report).ifPresent(table -> text.append('\n').append(table.render()));
    return text.toString();
  }

  /** For a README. */
  public static String markdown(Report report) {
    StringBuilder text = new StringBuilder(line(HEADER));
    List<String> rule = new ArrayList<>();
    for (int column = 0; column < HEADER.size(); column++) {
      rule.add(column < TEXT_COLUMNS ? "---" : "---:");
    }
    text.append(line(rule));
    report.rows().forEach(row -> text.append(line(cells(row))));
    TextTable figures = figures(report);
    text.append('\n').append(line(figures.header())).append("|---|---:|---:|---|\n");
    figures.rows().forEach(row -> text.append(line(row)));
    coldStart(report)
        .ifPresent(
            table -> {
              text.append('\n').append(line(table.header())).append("|---|---:|---:|---:|---:|\n");
              table.rows().forEach(row -> text.append(line(row)));
            });
    return text.toString();
  }

  private static Optional<TextTable> coldStart(Report report) {
    return Optional.ofNullable(report.coldStart())
        .map(
            cold ->
                new TextTable(
                    List.of("seconds", "median", "min", "max", "repetitions"),
                    cold.seconds().entrySet().stream()
                        .map(one -> cells(one.getKey(), one.getValue()))
                        .toList()));
  }

  private static List<String> cells(String name, List<Double> seconds) {
    Spread spread = Spread.of(seconds);
    return List.of(
        name,
        number(spread.median(), 1),
        number(spread.min(), 1),
        number(spread.max(), 1),
        String.valueOf(seconds.size()));
  }

  /** The bars, then those ratios that have none. */
  private static TextTable figures(Report report) {
    List<List<String>> rows = new ArrayList<>();
    for (Bar bar : report.bars()) {
      String bound = (bar.atLeast() ? ">= " : "<= ") + number(bar.bound(), 4);
      rows.add(
          List.of(bar.name(), number(bar.value(), 4), bound, bar.reached() ? "reached" : "missed"));
    }
    for (Map.Entry<String, Double> ratio : report.ratios().entrySet()) {
      if (report.bars().stream().noneMatch(bar -> bar.name().equals(ratio.getKey()))) {
        rows.add(List.of(ratio.getKey(), number(ratio.getValue(), 4), "", ""));
      }
    }
    return new TextTable(List.of("figure", "measured", "bar", "which is"), rows);
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.task(),
        Contender.labelled(row.name()).orElseThrow().description(),
        row.imagesPerS() == null ? "failed" : number(row.imagesPerS(), 0),
        number(row.min(), 0),
        number(row.max(), 0),
        row.shareOfLimit() == null ? "" : number(100 * row.shareOfLimit(), 1) + " %",
        number(row.peakRssMib(), 0),
        row.accuracy() == null
            ? ""
            : number(100 * row.accuracy(), 2) + " %" + (row.sound() ? "" : " (failed)"),
        String.valueOf(row.batch()),
        String.valueOf(row.threads()));
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** ROOT: a decimal point whatever the machine's language is. */
  private static String number(Double value, int digits) {
    return value == null ? "" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
