package mnist.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import mnist.evaluate.Disagreement;
import mnist.evaluate.Disagreement.Answer;
import mnist.html.Html;
import mnist.html.Numbers;

/**
 * Images that challenger or champion alone gets right, to look at.
 *
 * @param champion its name; its answers are the first model's
 * @param challenger its name; its answers are the second model's
 * @param differing some of the images
 * @param images pictures by id
 */
record DifferingSection(
    String champion,
    String challenger,
    List<Disagreement> differing,
    Map<Long, BufferedImage> images) {

  /** Of a judging that isn't at hand any more. */
  static final DifferingSection UNKNOWN = new DifferingSection("", "", List.of(), Map.of());

  /**
   * @param accuracy figures of the check that counts such images
   */
  String html(JsonNode accuracy) {
    if (accuracy.isMissingNode()) {
      return Html.paragraph("No image was judged.");
    }
    if (this == UNKNOWN) {
      return Html.paragraph(
          Html.fill(
              "The challenger alone is right on %s, the champion alone on %s. This page was made again from the decision, which has no pictures.",
              count(accuracy, "only_challenger_right"), count(accuracy, "only_other_right")));
    }
    return part(true, accuracy.path("only_challenger_right").asLong())
        + part(false, accuracy.path("only_other_right").asLong());
  }

  private static String count(JsonNode accuracy, String key) {
    return Numbers.count(accuracy.path(key).asLong(), "image");
  }

  private String part(boolean ofChallenger, long all) {
    List<Disagreement> shown =
        differing.stream().filter(image -> image.isSecondRight() == ofChallenger).toList();
    String right = ofChallenger ? "the challenger, " + challenger : "the champion, " + champion;
    if (shown.isEmpty()) {
      return Html.paragraph("No image is right by " + right + ", alone.");
    }
    StringBuilder figures = new StringBuilder();
    shown.forEach(image -> figures.append(figure(image)));
    return Html.fill("<h3>Right by %s, alone: %s</h3>\n", Html.escape(right), Numbers.count(all))
        + (shown.size() < all
            ? Html.paragraph(
                Html.fill(
                    "Here %s, of whose mistake the other model was surest.",
                    shown.size() == 1 ? "is 1 image" : "are " + shown.size() + " images"))
            : "")
        + "<div class=\"digits answers\">\n"
        + figures
        + "</div>\n";
  }

  private String figure(Disagreement image) {
    return Html.fill(
        "<figure>%s<figcaption>label <b>%d</b><br>%s<br>%s</figcaption></figure>\n",
        ImageElement.of(images.get(image.id()), image.id()),
        image.truth(),
        answer(challenger, image.second()),
        answer(champion, image.first()));
  }

  private static String answer(String model, Answer answer) {
    return Html.fill(
        "%s: <b>%d</b>, %s",
        Html.escape(model),
        answer.prediction(),
        Html.escape(Numbers.percent(answer.confidence(), 1)));
  }
}
