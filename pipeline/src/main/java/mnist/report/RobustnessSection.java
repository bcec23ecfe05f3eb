package mnist.report;

import java.util.List;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.robustness.Robustness;

/** Accuracy on changed images. */
final class RobustnessSection {

  private RobustnessSection() {}

  static String of(Robustness robustness) {
    return Html.section(
        "Robustness",
        RobustnessChart.of(robustness).html()
            + Html.details(
                "What would be accepted of changed images",
                table(
                    "What would be accepted: by novelty, answers about images no more novel than 99 % of the validation images; by confidence, answers so sure that 0.1 % of the accepted validation images or fewer were wrong; by both, what passes both. Where nothing is accepted, there is no share that is wrong.",
                    Figures.ROBUSTNESS, robustness.rows()))
            + nonDigits(robustness)
            + fonts(robustness));
  }

  private static String nonDigits(Robustness robustness) {
    return robustness.nonDigits().isEmpty()
        ? ""
        : table(
            "Images without a digit: how well novelty tells them from digits, and how many are refused",
            Figures.NON_DIGITS,
            robustness.nonDigits());
  }

  private static <T> String table(String caption, FigureList<T> figures, List<T> rows) {
    return Html.table(
        caption,
        figures.titles(),
        rows.stream().map(row -> figures.texts(row).stream().map(Html::escape).toList()).toList(),
        1);
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
