package mnist.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mnist.evaluate.Assessment;
import mnist.evaluate.ConfusedImages;
import mnist.evaluate.Confusion;
import mnist.evaluate.ConfusionMatrix;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Interval;
import mnist.html.Html;
import mnist.html.Numbers;

/** The confusion matrix as a heat map, what was confused most, and figures by class. */
final class ConfusionSection {

  /** Of the scale; from here on, text on a cell has the page's colour. */
  private static final double STRONG = 0.65;

  private ConfusionSection() {}

  static String of(Assessment assessment) {
    Evaluation evaluation = assessment.evaluation();
    return Html.section(
            "Confusion matrix",
            Html.paragraph(
                    "Rows are what images show, columns what they were taken for. Right answers and errors have a colour scale each; errors follow its square root, so that single ones are seen.")
                + matrix(evaluation.confusionMatrix())
                + confusions(assessment.confusions()))
        + Html.section("Classes", perClass(evaluation));
  }

  private static String matrix(ConfusionMatrix matrix) {
    long mostRight = 1;
    for (int label = 0; label < matrix.classes(); label++) {
      mostRight = Math.max(mostRight, matrix.count(label, label));
    }
    long mostWrong = matrix.mostConfused(1).stream().mapToLong(Confusion::count).max().orElse(1);
    StringBuilder html =
        new StringBuilder(
            "<div class=\"scroll matrix\"><table id=\"confusion-matrix\">\n<caption>truth (down), prediction (across)</caption>\n<thead><tr><td></td>");
    for (int prediction = 0; prediction < matrix.classes(); prediction++) {
      html.append("<th scope=\"col\">").append(prediction).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (int truth = 0; truth < matrix.classes(); truth++) {
      html.append("<tr><th scope=\"row\">").append(truth).append("</th>");
      for (int prediction = 0; prediction < matrix.classes(); prediction++) {
        long count = matrix.count(truth, prediction);
        boolean right = truth == prediction;
        double share = right ? (double) count / mostRight : Math.sqrt((double) count / mostWrong);
        html.append(cell(count, right, share));
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table></div>\n").toString();
  }

  private static String cell(long count, boolean right, double share) {
    String tone = count == 0 ? "none" : right ? "right" : "wrong";
    return String.format(
        Locale.ROOT,
        "<td class=\"%s%s\" style=\"--share:%.2f\">%d</td>",
        tone,
        share > STRONG && count > 0 ? " strong" : "",
        count == 0 ? 0 : Math.max(0.12, share),
        count);
  }

  private static String confusions(List<ConfusedImages> confusions) {
    List<List<String>> rows = new ArrayList<>();
    for (ConfusedImages confused : confusions) {
      Confusion confusion = confused.confusion();
      rows.add(
          List.of(
              String.valueOf(confusion.truth()),
              String.valueOf(confusion.prediction()),
              Numbers.count(confusion.count()),
              confused.ids().stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
    return rows.isEmpty()
        ? ""
        : Html.table(
            "What was confused most, with the ids of the images that the model was surest of",
            List.of("truth", "taken for", "images", "ids"),
            rows,
            4);
  }

  private static String perClass(Evaluation evaluation) {
    List<List<String>> rows =
        evaluation.perClass().stream()
            .map(
                metrics -> {
                  Interval recall = evaluation.confusionMatrix().recallInterval(metrics.label());
                  return List.of(
                      String.valueOf(metrics.label()),
                      Numbers.percent(metrics.precision(), 2),
                      Html.figure(
                          "recall_" + metrics.label(),
                          metrics.recall(),
                          Numbers.percent(metrics.recall(), 2)),
                      Numbers.percent(recall.low(), 2) + " to " + Numbers.percent(recall.high(), 2),
                      Numbers.percent(metrics.f1(), 2),
                      Numbers.count(metrics.support()));
                })
            .toList();
    return Html.table(
        "Precision is the share of a class's predictions that are right, recall the share of its images that were found, F1 their harmonic mean",
        List.of("class", "precision", "recall", "95 % interval of recall", "F1", "images"),
        rows,
        0);
  }
}
