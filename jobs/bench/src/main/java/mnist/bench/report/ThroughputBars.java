package mnist.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mnist.bench.plan.Task;
import mnist.html.Axis;
import mnist.html.BarChart;
import mnist.html.Drawing;
import mnist.html.Numbers;

/** Images per second of several programs, as bars with their spread, a chart for each task. */
public final class ThroughputBars {

  private ThroughputBars() {}

  /** Of the rows that were measured; none if there are none. */
  public static Optional<Drawing> of(Report report) {
    List<Drawing> charts = new ArrayList<>();
    for (Task task : Task.values()) {
      List<Row> rows =
          report.rows().stream()
              .filter(row -> row.task().equals(task.label()) && row.sound())
              .toList();
      if (!rows.isEmpty()) {
        charts.add(chart(task.label(), rows));
      }
    }
    return charts.isEmpty()
        ? Optional.empty()
        : Optional.of(Drawing.stacked("throughput", "Images per second", charts));
  }

  private static Drawing chart(String task, List<Row> rows) {
    double most = rows.stream().mapToDouble(Row::max).max().orElse(1);
    return new BarChart(
            "throughput-" + task,
            task,
            "A bar for each program: the median, with the least and the most of its repetitions.",
            Axis.whole("images per second", 0, most),
            List.of("median"),
            rows.stream().map(ThroughputBars::bar).toList())
        .drawing();
  }

  private static BarChart.Bar bar(Row row) {
    String figure = Numbers.count(Math.round(row.imagesPerS()));
    return new BarChart.Bar(row.name(), row.imagesPerS(), row.min(), row.max(), figure, 0);
  }
}
