package mnist.report;

import java.util.ArrayList;
import java.util.List;
import mnist.calibration.RiskCoveragePoint;
import mnist.evaluate.Assessment;
import mnist.evaluate.Evaluation;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.html.Page;
import mnist.store.Manifest;

/**
 * An evaluation as one page for people. Every figure that {@code metrics.json} has too stands in a
 * {@code data} element with the same number in full.
 */
final class HtmlReport {

  private HtmlReport() {}

  /** The page as text. */
  static String of(EvaluatedModel model) {
    StringBuilder content = new StringBuilder(header(model));
    model
        .assessment()
        .comparison()
        .ifPresent(
            comparison ->
                content.append(
                    ComparisonSection.of(
                        comparison, model.version(), model.comparedWith().orElseThrow())));
    content.append(TrainingSection.of(model));
    content.append(ConfusionSection.of(model));
    content.append(MistakeSection.of(model));
    content.append(ConfidenceSection.of(model.assessment()));
    model.robustness().ifPresent(changed -> content.append(RobustnessSection.of(changed)));
    content.append(ProvenanceSection.of(model));
    return Page.of(title(model), content.toString());
  }

  private static String title(EvaluatedModel model) {
    Manifest manifest = model.manifest();
    return Html.fill(
        "%s, %s on %s images",
        manifest.version(), manifest.network().architecture(), model.split().value());
  }

  private static String header(EvaluatedModel model) {
    Evaluation evaluation = model.assessment().evaluation();
    return Html.fill(
        """
        <header>
        <h1>%s</h1>
        <p class="headline">%s</p>
        <p>of %s %s images read rightly; 95 %% interval %s to %s (Wilson)</p>
        <p class="muted">%s parameters, model hash %s…</p>
        <ul class="cards">%s</ul>
        </header>
        """,
        Html.escape(title(model)),
        Figures.ACCURACY.element(evaluation),
        Figures.EXAMPLES.element(evaluation),
        model.split().value(),
        Figures.ACCURACY_LOW.element(evaluation),
        Figures.ACCURACY_HIGH.element(evaluation),
        Numbers.count(model.manifest().network().parameters()),
        Html.escape(model.manifest().modelHash().substring(0, 12)),
        String.join("", cards(model)));
  }

  private static List<String> cards(EvaluatedModel model) {
    Assessment assessment = model.assessment();
    Evaluation evaluation = assessment.evaluation();
    List<String> cards = new ArrayList<>();
    cards.add(card(Figures.LOSS.element(evaluation), Figures.LOSS.title()));
    assessment
        .corrected()
        .ifPresent(
            corrected ->
                cards.add(
                    card(
                        Figures.CORRECTED_ACCURACY.element(corrected, "accuracy_corrected"),
                        Html.fill(
                            "without %d images whose labels are known to be wrong",
                            corrected.leftOut()))));
    model
        .views()
        .ifPresent(
            views ->
                cards.add(
                    card(
                        Figures.ACCURACY.element(views.evaluation(), "views_accuracy"),
                        Html.fill(
                            "by the mean of %d views of each image (test-time augmentation)",
                            views.views()))));
    cards.add(
        card(
            Figures.CALIBRATION_ERROR.element(assessment.confidences()),
            Figures.CALIBRATION_ERROR.title()));
    for (double share : MetricsFile.COVERAGES) {
      RiskCoveragePoint point = assessment.confidences().atCoverage(share);
      cards.add(
          card(
              Figures.ERRORS.element(point, "errors_at_" + Math.round(100 * share)),
              Html.fill(
                  "errors among the surest %.0f %% (all: %s)",
                  100 * share,
                  Numbers.count(evaluation.examples() - evaluation.confusionMatrix().correct()))));
    }
    return cards;
  }

  private static String card(String figure, String text) {
    return Html.fill("<li><b>%s</b>%s</li>\n", figure, Html.escape(text));
  }
}
