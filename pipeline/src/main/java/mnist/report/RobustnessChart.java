package mnist.report;

import java.util.Arrays;
import mnist.html.Axis;
import mnist.html.BarChart;
import mnist.html.Chart;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.robustness.Exposure;
import mnist.robustness.Robustness;
import mnist.robustness.RobustnessRow;

/** Accuracy on changed images, a bar for each change. */
final class RobustnessChart {

  private RobustnessChart() {}

  static Chart of(Robustness robustness) {
    String label =
        Html.fill(
            "accuracy (MNIST-C's fifteen: %s on average, %s at worst, %s)",
            Numbers.percent(robustness.mean(), 2),
            Numbers.percent(robustness.worst().accuracy(), 2),
            robustness.worst().name());
    return new BarChart(
        "robustness",
        "Accuracy on changed images",
        "A bar for each change, with its 95 % interval.",
        new Axis(label, 0, 1, value -> Numbers.percent(value, 0)),
        Arrays.stream(Exposure.values()).map(Exposure::label).toList(),
        robustness.rows().stream().map(RobustnessChart::bar).toList());
  }

  private static BarChart.Bar bar(RobustnessRow row) {
    return new BarChart.Bar(
        row.name(),
        row.accuracy(),
        row.interval().low(),
        row.interval().high(),
        Numbers.percent(row.accuracy(), 2),
        row.exposure().ordinal());
  }
}
