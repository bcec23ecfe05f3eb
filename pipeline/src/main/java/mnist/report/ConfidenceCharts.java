package mnist.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mnist.calibration.ConfidenceHistogram;
import mnist.html.Axis;
import mnist.html.Chart;
import mnist.html.Html;
import mnist.html.LineChart;
import mnist.html.LineChart.Line;
import mnist.html.LineChart.Point;
import mnist.html.Numbers;

/** How sure a model was of its predictions, and how rightly. */
public final class ConfidenceCharts {

  private ConfidenceCharts() {}

  /**
   * The reliability diagram: how often the model is right when it is so sure.
   *
   * @param own of the model's own probabilities
   * @param scaled of those at its temperature, if it has one
   */
  public static Chart reliability(ConfidenceHistogram own, Optional<ConfidenceHistogram> scaled) {
    List<Line> lines = new ArrayList<>();
    lines.add(reliability("the model's own", own));
    scaled.ifPresent(histogram -> lines.add(reliability("at its temperature", histogram)));
    Line diagonal = new Line("perfectly calibrated", List.of(new Point(0, 0), new Point(1, 1)));
    return new LineChart(
        "reliability",
        "Reliability: accuracy by confidence",
        Html.fill(
            "Share of right answers against mean confidence in %d bins; on the dashed line both are equal.",
            ConfidenceHistogram.BINS),
        new Axis("confidence", 0, 1, value -> Numbers.percent(value, 0)),
        new Axis("accuracy", 0, 1, value -> Numbers.percent(value, 0)),
        lines,
        List.of(diagonal));
  }

  private static Line reliability(String name, ConfidenceHistogram histogram) {
    return new Line(
        name,
        histogram.reliability().stream()
            .filter(bin -> bin.examples() > 0)
            .map(bin -> new Point(bin.confidence(), bin.accuracy()))
            .toList());
  }

  /** The risk-coverage curve: the errors that are left when the least sure answers are dropped. */
  public static Chart riskCoverage(ConfidenceHistogram histogram) {
    // From little coverage to all of it.
    List<Point> points =
        histogram.coverageByPercent().stream()
            .map(point -> new Point(point.coverage(), point.errorRate()))
            .toList();
    double most = points.stream().mapToDouble(Point::y).max().orElse(0);
    // The surest answers are often as sure as can be, so that there are no points of less coverage.
    double least = Math.min(0.9, Math.floor(10 * points.get(0).x()) / 10);
    return new LineChart(
        "coverage",
        "Risk by coverage",
        "Share of errors among the answers that are left when the least sure ones are dropped.",
        new Axis("share of answers that are accepted", least, 1, v -> Numbers.percent(v, 0)),
        new Axis("errors", 0, most > 0 ? 1.05 * most : 0.01, v -> Numbers.percent(v, 2)),
        List.of(new Line("errors among accepted answers", points)),
        List.of());
  }
}
