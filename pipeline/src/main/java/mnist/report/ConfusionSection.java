package mnist.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mnist.evaluate.Assessment;
import mnist.evaluate.Assessment.ConfusedImages;
import mnist.evaluate.Evaluation;
import mnist.html.Html;
import mnist.report.Figures.ClassFigures;

/** The confusion matrix as a heat map, what was confused most, and figures by class. */
final class ConfusionSection {

  private ConfusionSection() {}

  static String of(EvaluatedModel model) {
    Assessment assessment = model.assessment();
    Evaluation evaluation = assessment.evaluation();
    return Html.section(
            "Confusion matrix",
            Html.paragraph(
                    "Rows are what images show, columns what they were taken for. Right answers and errors have a colour scale each; that of errors follows the square root, so that single ones show.")
                + ConfusionMatrixChart.of(evaluation).html()
                + confusions(assessment.confusions(), model.images()))
        + Html.section("Classes", perClass(evaluation));
  }

  private static String confusions(
      List<ConfusedImages> confusions, Map<Long, BufferedImage> images) {
    List<List<String>> rows = new ArrayList<>();
    for (ConfusedImages confused : confusions) {
      List<String> cells = new ArrayList<>(Figures.CONFUSIONS.texts(confused));
      cells.set(3, images(confused.ids(), images));
      rows.add(cells);
    }
    return rows.isEmpty()
        ? ""
        : Html.table(
            "What was confused most, and the images of which the model was surest, with their ids",
            Figures.CONFUSIONS.titles(),
            rows,
            4);
  }

  private static String images(List<Long> ids, Map<Long, BufferedImage> images) {
    return ids.stream()
        .map(id -> Html.fill("<div>%s%d</div>", ImageElement.of(images.get(id), id), id))
        .collect(Collectors.joining("", "<div class=\"images\">", "</div>"));
  }

  private static String perClass(Evaluation evaluation) {
    FigureList<ClassFigures> figures =
        FigureList.of(
            Figures.CLASS,
            Figures.PRECISION,
            Figures.RECALL,
            Figures.RECALL_INTERVAL,
            Figures.F1,
            Figures.SUPPORT);
    List<List<String>> rows = new ArrayList<>();
    for (ClassFigures row : ClassFigures.of(evaluation)) {
      List<String> cells = new ArrayList<>(figures.texts(row));
      cells.set(2, Figures.RECALL.element(row, "recall_" + row.metrics().label()));
      rows.add(cells);
    }
    return Html.table(
        "Precision is the share of a class's predictions that are right, recall the share of its images that were found, F1 their harmonic mean",
        figures.titles(),
        rows,
        0);
  }
}
