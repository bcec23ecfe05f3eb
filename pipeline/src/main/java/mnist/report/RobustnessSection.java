package mnist.report;

import java.util.Arrays;
import mnist.html.BarChart;
import mnist.html.Html;
import mnist.robustness.Exposure;
import mnist.robustness.Robustness;
import mnist.robustness.RobustnessRow;

/** Accuracy on changed images. */
final class RobustnessSection {

  private RobustnessSection() {}

  static String of(Robustness robustness) {
    return Html.section(
        "Robustness",
        new BarChart(
                "robustness",
                "Accuracy on changed images",
                "A bar for each change, with its 95 % interval.",
                Arrays.stream(Exposure.values()).map(Exposure::label).toList(),
                robustness.rows().stream().map(RobustnessSection::bar).toList())
            .html());
  }

  private static BarChart.Bar bar(RobustnessRow row) {
    return new BarChart.Bar(
        row.name(),
        row.accuracy(),
        row.interval().low(),
        row.interval().high(),
        row.exposure().ordinal());
  }
}
