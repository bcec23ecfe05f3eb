package mnist.report;

import mnist.html.Html;
import mnist.html.Numbers;
import mnist.robustness.Robustness;

/** Accuracy on changed images. */
final class RobustnessSection {

  private RobustnessSection() {}

  static String of(Robustness robustness) {
    return Html.section("Robustness", RobustnessChart.of(robustness).html() + fonts(robustness));
  }

  private static String fonts(Robustness robustness) {
    int used = robustness.fonts().size();
    int skipped = robustness.skipped().size();
    if (used == 0) {
      return "";
    }
    String text = Html.fill("Printed digits are those of %s font files.", Numbers.count(used));
    return Html.paragraph(
        skipped == 0
            ? text
            : Html.fill(
                "%s %s more were left out, whose digits are missing or are other symbols; robustness.json names them.",
                text, Numbers.count(skipped)));
  }
}
