package mnist.report;

import java.util.List;
import mnist.calibration.ConfidenceHistogram;
import mnist.evaluate.Assessment;
import mnist.evaluate.Assessment.Calibrated;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.report.Figures.ThresholdFigures;

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
    FigureList<ThresholdFigures> figures =
        FigureList.of(
            Figures.MAX_ERROR_RATE,
            Figures.THRESHOLD,
            Figures.VALIDATION_COVERAGE,
            Figures.THRESHOLD_COVERAGE,
            Figures.THRESHOLD_ERRORS,
            Figures.THRESHOLD_ERROR_RATE);
    List<List<String>> rows = ThresholdFigures.of(calibrated).stream().map(figures::texts).toList();
    return rows.isEmpty()
        ? ""
        : Html.table(
            "Thresholds that were chosen on validation images, and what they come to on these",
            figures.titles(),
            rows,
            0);
  }
}
