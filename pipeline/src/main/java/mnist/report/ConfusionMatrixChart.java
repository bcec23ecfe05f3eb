package mnist.report;

import mnist.evaluate.Evaluation;
import mnist.html.Chart;
import mnist.html.HeatMap;
import mnist.html.Html;
import mnist.html.Numbers;

/** The confusion matrix of an evaluation. */
public final class ConfusionMatrixChart {

  private ConfusionMatrixChart() {}

  /** Of any number of classes; many make it wider than a page. */
  public static Chart of(Evaluation evaluation) {
    String note =
        Html.fill(
            "%s of %s right, %s wrong; loss %s nats",
            Numbers.percent(evaluation.accuracy(), 2),
            Numbers.count(evaluation.examples()),
            Numbers.count(evaluation.examples() - evaluation.confusionMatrix().correct()),
            Numbers.decimal(evaluation.loss(), 4));
    return new HeatMap(
        "confusion-matrix",
        "Confusion matrix",
        note,
        "How often each class (down) was taken for each class (across).",
        evaluation.confusionMatrix().rows());
  }
}
