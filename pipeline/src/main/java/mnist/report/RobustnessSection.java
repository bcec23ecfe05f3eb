package mnist.report;

import java.util.List;
import mnist.html.BarChart;
import mnist.html.Html;
import mnist.report.EvaluatedModel.Robustness;

/** Accuracy on changed images, if that was looked at. */
final class RobustnessSection {

  private RobustnessSection() {}

  static String of(List<Robustness> rows) {
    return rows.isEmpty()
        ? ""
        : Html.section(
            "Robustness",
            new BarChart(
                    "robustness",
                    "Accuracy on changed images",
                    "A bar for each change, with its 95 % interval.",
                    List.of("changed so in training as well", "never seen in training"),
                    rows.stream()
                        .map(
                            row ->
                                new BarChart.Bar(
                                    row.name(),
                                    row.accuracy(),
                                    row.low(),
                                    row.high(),
                                    !row.seenInTraining()))
                        .toList())
                .html());
  }
}
