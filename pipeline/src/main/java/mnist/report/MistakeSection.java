package mnist.report;

import java.awt.image.BufferedImage;
import mnist.evaluate.Assessment.Mistake;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.score.OcclusionMap;

/** The errors that the model was surest of, to look at. */
final class MistakeSection {

  private static final String OCCLUSION =
      "The colours beside each image say where its wrong answer comes from. Where orange parts are covered, the model gives this answer less probability, and where blue ones are, more; by how much, at the strongest colour, stands below (occlusion sensitivity, the mean over patches of a fifth of the image's side).";

  private MistakeSection() {}

  static String of(EvaluatedModel model) {
    StringBuilder digits = new StringBuilder();
    for (Mistake mistake : model.assessment().worst()) {
      digits.append(figure(mistake, model));
    }
    return digits.isEmpty()
        ? ""
        : Html.section(
            "Worst mistakes",
            Html.paragraph("The errors that the model was surest of, surest first.")
                + (model.occlusion().isEmpty() ? "" : Html.paragraph(OCCLUSION))
                + "<div class=\"digits mistakes\">\n"
                + digits
                + "</div>\n");
  }

  private static String figure(Mistake mistake, EvaluatedModel model) {
    BufferedImage image = model.images().get(mistake.id());
    OcclusionMap occlusion = image == null ? null : model.occlusion().get(mistake.id());
    return Html.fill(
        "<figure>%s%s<figcaption><b>%d</b> taken for <b>%d</b><br>%s sure<br>%simage %d</figcaption></figure>\n",
        ImageElement.of(image, mistake.id()),
        occlusion == null
            ? ""
            : ImageElement.of(
                OcclusionImage.of(occlusion, image),
                occlusion.description(String.valueOf(mistake.prediction()))),
        mistake.truth(),
        mistake.prediction(),
        Html.escape(Numbers.percent(mistake.probability(), 1)),
        occlusion == null
            ? ""
            : Html.fill(
                "strongest colour %s<br>",
                Html.escape(Numbers.percent(OcclusionImage.range(occlusion), 1))),
        mistake.id());
  }
}
