package mnist.report;

import java.awt.image.BufferedImage;
import java.util.Map;
import mnist.evaluate.Assessment.Mistake;
import mnist.html.Html;
import mnist.html.Numbers;

/** The errors that the model was surest of, to look at. */
final class MistakeSection {

  private MistakeSection() {}

  static String of(EvaluatedModel model) {
    StringBuilder digits = new StringBuilder();
    for (Mistake mistake : model.assessment().worst()) {
      digits.append(figure(mistake, model.images()));
    }
    return digits.isEmpty()
        ? ""
        : Html.section(
            "Worst mistakes",
            Html.paragraph("The errors that the model was surest of, surest first.")
                + "<div class=\"digits\">\n"
                + digits
                + "</div>\n");
  }

  private static String figure(Mistake mistake, Map<Long, BufferedImage> images) {
    return Html.fill(
        "<figure>%s<figcaption><b>%d</b> taken for <b>%d</b><br>%s sure<br>image %d</figcaption></figure>\n",
        ImageElement.of(images.get(mistake.id()), mistake.id()),
        mistake.truth(),
        mistake.prediction(),
        Html.escape(Numbers.percent(mistake.probability(), 1)),
        mistake.id());
  }
}
