package mnist.report;

import java.util.List;
import mnist.html.Html;

/** How the training went, if that is known. */
final class TrainingSection {

  private TrainingSection() {}

  static String of(EvaluatedModel model) {
    List<LearningCurvePoint> epochs = model.epochs();
    if (epochs.isEmpty()) {
      return "";
    }
    int kept = model.manifest().training().bestEpoch();
    return Html.section(
        "Training",
        Html.paragraph(
                Html.fill(
                    "The model is that of epoch %d of %d, %s. Training images are distorted, so their loss may be higher than that of the validation images, which aren't.",
                    kept,
                    epochs.size(),
                    kept == epochs.size() ? "the last one" : "the best on validation images"))
            + "<div class=\"charts\">\n"
            + TrainingCharts.losses(epochs, kept).html()
            + TrainingCharts.accuracy(epochs, kept).html()
            + "</div>\n");
  }
}
