package mnist.report;

import java.util.ArrayList;
import java.util.List;
import mnist.calibration.RiskCoveragePoint;
import mnist.evaluate.Assessment;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Interval;
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
    return Page.of(title(model.manifest()), content.toString());
  }

  private static String title(Manifest manifest) {
    return Html.fill(
        "%s, %s on test images", manifest.version(), manifest.network().architecture());
  }

  private static String header(EvaluatedModel model) {
    Evaluation evaluation = model.assessment().evaluation();
    Interval interval = evaluation.interval();
    return Html.fill(
        """
        <header>
        <h1>%s</h1>
        <p class="headline">%s</p>
        <p>of %s test images read rightly; 95 %% interval %s to %s (Wilson)</p>
        <p class="muted">%s parameters, model hash %s…</p>
        <ul class="cards">%s</ul>
        </header>
        """,
        Html.escape(title(model.manifest())),
        Html.figure("accuracy", evaluation.accuracy(), Numbers.percent(evaluation.accuracy(), 2)),
        Html.figure("examples", evaluation.examples(), Numbers.count(evaluation.examples())),
        Html.figure("accuracy_low", interval.low(), Numbers.percent(interval.low(), 2)),
        Html.figure("accuracy_high", interval.high(), Numbers.percent(interval.high(), 2)),
        Numbers.count(model.manifest().network().parameters()),
        Html.escape(model.manifest().modelHash().substring(0, 12)),
        String.join("", cards(model)));
  }

  private static List<String> cards(EvaluatedModel model) {
    Assessment assessment = model.assessment();
    Evaluation evaluation = assessment.evaluation();
    List<String> cards = new ArrayList<>();
    cards.add(
        card(
            Html.figure("loss", evaluation.loss(), Numbers.decimal(evaluation.loss(), 4)),
            "loss (mean cross-entropy, nats)"));
    assessment
        .corrected()
        .ifPresent(
            corrected ->
                cards.add(
                    card(
                        Html.figure(
                            "accuracy_corrected",
                            corrected.accuracy(),
                            Numbers.percent(corrected.accuracy(), 2)),
                        Html.fill(
                            "without %d images whose labels are known to be wrong",
                            corrected.leftOut()))));
    model
        .views()
        .ifPresent(
            views ->
                cards.add(
                    card(
                        Html.figure(
                            "views_accuracy",
                            views.evaluation().accuracy(),
                            Numbers.percent(views.evaluation().accuracy(), 2)),
                        Html.fill(
                            "by the mean of %d views of each image (test-time augmentation)",
                            views.views()))));
    double error = assessment.confidences().calibrationError();
    cards.add(
        card(
            Html.figure("calibration_error", error, Numbers.percent(error, 2)),
            "expected calibration error"));
    for (double share : MetricsFile.COVERAGES) {
      RiskCoveragePoint point = assessment.confidences().atCoverage(share);
      cards.add(
          card(
              Html.figure(
                  "errors_at_" + Math.round(100 * share),
                  point.errors(),
                  Numbers.count(point.errors())),
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
