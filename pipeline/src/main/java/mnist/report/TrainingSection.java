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
    int best = model.manifest().training().bestEpoch();
    return Html.section(
        "Training",
        Html.paragraph(
                Html.fill(
                    "The model is that of epoch %d of %d, the best on validation images. Training images are distorted, so their loss may be higher than that of the validation images, which aren't.",
                    best, epochs.size()))
            + "<div class=\"charts\">\n"
            + TrainingCharts.losses(epochs, best).html()
            + TrainingCharts.accuracy(epochs, best).html()
            + "</div>\n");
  }
}
