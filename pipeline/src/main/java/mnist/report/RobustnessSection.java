package mnist.report;

import mnist.html.Html;
import mnist.robustness.Robustness;

/** Accuracy on changed images. */
final class RobustnessSection {

  private RobustnessSection() {}

  static String of(Robustness robustness) {
    return Html.section("Robustness", RobustnessChart.of(robustness).html());
  }
}
