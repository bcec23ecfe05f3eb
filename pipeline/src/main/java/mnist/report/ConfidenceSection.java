package mnist.report;

import java.util.ArrayList;
import java.util.List;
import mnist.evaluate.Assessment;
import mnist.evaluate.Assessment.Accepted;
import mnist.evaluate.Assessment.Calibrated;
import mnist.evaluate.Confidences;
import mnist.evaluate.CoveragePoint;
import mnist.evaluate.ReliabilityBin;
import mnist.html.Axis;
import mnist.html.Html;
import mnist.html.Line;
import mnist.html.LineChart;
import mnist.html.Numbers;

/** How sure the model was and how rightly: calibration, coverage, thresholds. */
final class ConfidenceSection {

  private ConfidenceSection() {}

  static String of(Assessment assessment) {
    Confidences confidences = assessment.confidences();
    StringBuilder content = new StringBuilder();
    content.append(calibrationText(assessment));
    content.append("<div class=\"charts\">\n");
    content.append(calibration(assessment));
    content.append(coverage(confidences));
    content.append("</div>\n");
    assessment.calibrated().ifPresent(calibrated -> content.append(thresholds(calibrated)));
    return Html.section("Confidence", content.toString());
  }

  private static String calibrationText(Assessment assessment) {
    String text =
        Html.fill(
            "A calibrated model that says 90 %% is right nine times of ten. Brier score %s.",
            Numbers.decimal(assessment.confidences().brier(), 5));
    if (assessment.calibrated().isEmpty()) {
      return Html.paragraph(text);
    }
    Calibrated calibrated = assessment.calibrated().get();
    return Html.paragraph(
        text
            + Html.fill(
                " The temperature that fits validation images is %s; on these images it takes the loss from %s to %s, and the calibration error from %s to %s.",
                Numbers.decimal(calibrated.calibration().temperature(), 3),
                Numbers.decimal(assessment.evaluation().loss(), 4),
                Numbers.decimal(calibrated.loss(), 4),
                Numbers.percent(assessment.confidences().calibrationError(), 2),
                Numbers.percent(calibrated.confidences().calibrationError(), 2)));
  }

  private static String calibration(Assessment assessment) {
    List<Line> lines = new ArrayList<>();
    lines.add(reliability("the model's own", assessment.confidences()));
    assessment
        .calibrated()
        .ifPresent(
            calibrated -> lines.add(reliability("at its temperature", calibrated.confidences())));
    Line diagonal = new Line("calibrated", List.of(new Line.Point(0, 0), new Line.Point(1, 1)));
    return new LineChart(
            "calibration",
            "Accuracy by confidence",
            Html.fill(
                "Share of right answers against mean confidence in %d bins; on the dashed line both are equal.",
                Confidences.BINS),
            new Axis("confidence", 0, 1, value -> Numbers.percent(value, 0)),
            new Axis("accuracy", 0, 1, value -> Numbers.percent(value, 0)),
            lines,
            List.of(diagonal))
        .html();
  }

  private static Line reliability(String name, Confidences confidences) {
    return new Line(
        name,
        confidences.reliability().stream()
            .filter(bin -> bin.examples() > 0)
            .map((ReliabilityBin bin) -> new Line.Point(bin.confidence(), bin.accuracy()))
            .toList());
  }

  private static String coverage(Confidences confidences) {
    List<Line.Point> points = new ArrayList<>();
    // From little coverage to all of it.
    for (CoveragePoint point : confidences.coverageByPercent()) {
      points.add(new Line.Point(point.coverage(), point.errorRate()));
    }
    double most = points.stream().mapToDouble(Line.Point::y).max().orElse(0);
    return new LineChart(
            "coverage",
            "Errors by coverage",
            "Share of errors among the answers that are left when the least sure ones are dropped.",
            new Axis("answers that are accepted", least(points), 1, v -> Numbers.percent(v, 0)),
            new Axis("errors", 0, most > 0 ? 1.05 * most : 0.01, v -> Numbers.percent(v, 2)),
            List.of(new Line("errors among them", points)),
            List.of())
        .html();
  }

  /** Where there are points; the surest answers are often as sure as can be. */
  private static double least(List<Line.Point> points) {
    return Math.min(0.9, Math.floor(10 * points.get(0).x()) / 10);
  }

  private static String thresholds(Calibrated calibrated) {
    List<List<String>> rows = new ArrayList<>();
    for (Accepted accepted : calibrated.accepted()) {
      double all = calibrated.confidences().examples();
      rows.add(
          List.of(
              Numbers.percent(accepted.threshold().maxErrorRate(), 2),
              Float.toString(accepted.threshold().minConfidence()),
              Numbers.percent(
                  (double) accepted.threshold().accepted() / calibrated.calibration().examples(),
                  2),
              Numbers.percent(accepted.examples() / all, 2),
              Numbers.count(accepted.errors()),
              Numbers.percent(accepted.errorRate(), 2)));
    }
    return rows.isEmpty()
        ? ""
        : Html.table(
            "Thresholds that were chosen on validation images, and what they come to on these",
            List.of(
                "errors wanted",
                "least confidence",
                "validation accepted",
                "accepted",
                "errors",
                "error rate"),
            rows,
            0);
  }
}
