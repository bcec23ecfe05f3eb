package mnist.report;

import java.util.ArrayList;
import java.util.List;
import mnist.calibration.ConfidenceHistogram;
import mnist.evaluate.Assessment;
import mnist.evaluate.Assessment.Accepted;
import mnist.evaluate.Assessment.Calibrated;
import mnist.html.Html;
import mnist.html.Numbers;

/** How sure the model was and how rightly: calibration, coverage, thresholds. */
final class ConfidenceSection {

  private ConfidenceSection() {}

  static String of(Assessment assessment) {
    ConfidenceHistogram confidences = assessment.confidences();
    StringBuilder content = new StringBuilder();
    content.append(calibrationText(assessment));
    content.append("<div class=\"charts\">\n");
    content.append(
        ConfidenceCharts.reliability(
                confidences, assessment.calibrated().map(Calibrated::confidences))
            .html());
    content.append(ConfidenceCharts.riskCoverage(confidences).html());
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
