package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.evaluate.Disagreement;
import mnist.evaluate.Disagreement.Answer;
import mnist.report.DigitGrid.Digit;
import mnist.store.Account;
import mnist.store.Decision;
import mnist.store.DecisionKind;
import org.junit.jupiter.api.Test;

class DecisionPageTest {

  @Test
  void tellsChecksModelsAndGroups() {
    Map<String, Object> group =
        Map.of("images", 30, "challenger_accuracy", 0.5, "champion_accuracy", 0.75);
    Map<String, Object> classes =
        Map.of("judged", Map.of("7", group), "too_small", Map.of("3", 2, "9", 1));
    Map<String, Object> model =
        Map.of(
            "version",
            "v0001",
            "calibration_error",
            0.0123,
            "loss",
            0.25,
            "parameters",
            1234,
            "microseconds_per_image",
            41.5);
    Decision decision =
        decision(
            Map.of(
                "models",
                Map.of("challenger", model, "champion", model, "best", model),
                "checks",
                List.of(
                    Map.of(
                        "name",
                        "images",
                        "passed",
                        true,
                        "sentence",
                        "enough",
                        "figures",
                        Map.of()),
                    Map.of(
                        "name",
                        "classes",
                        "passed",
                        false,
                        "sentence",
                        "<7> lost",
                        "figures",
                        classes))));

    String page = new DecisionPage(decision, Map.of()).text(Optional.empty());

    assertThat(page)
        .contains("<h1>v0002: kept</h1>", "v0001 stays champion &amp; more.", "ada on host")
        .contains("<td class=\"text\">images</td><td class=\"text\">passed</td>")
        .contains("<strong>not passed</strong></td>", "&lt;7&gt; lost")
        .contains(
            "<th scope=\"col\">challenger v0001</th><th scope=\"col\">champion v0001</th></tr>")
        .contains("not measured", "0.0123", "0.2500", "1,234", "41.5")
        .contains("By class", "50.00 %", "75.00 %", "Too few images to judge: 3, 9.")
        .doesNotContain("By delivery", "What changed");
  }

  @Test
  void aDecisionWithoutFiguresHasAPageToo() {
    assertThat(new DecisionPage(decision(Map.of()), Map.of()).text(Optional.empty()))
        .contains("<h1>v0002: kept</h1>", "No image was judged.")
        .doesNotContain("<table>");
  }

  @Test
  void showsImagesThatOneModelAloneGetsRight() {
    Decision decision =
        decision(
            Map.of(
                "checks",
                List.of(
                    Map.of(
                        "name",
                        "accuracy",
                        "figures",
                        Map.of("only_challenger_right", 2, "only_other_right", 1)))));
    DifferingSection differing =
        new DifferingSection(
            "v0001",
            "v0002",
            List.of(
                new Disagreement(8, 7, new Answer(1, 0.9f), new Answer(7, 0.5f)),
                new Disagreement(9, 3, new Answer(3, 0.75f), new Answer(5, 0.999f))),
            Map.of(8L, Digit.of(new byte[] {0, 1, 2, 3}, 2, 2, "").image()));

    assertThat(new DecisionPage(decision, Map.of()).text(Optional.of(differing)))
        .contains("<h3>Right by the challenger, v0002, alone: 2</h3>")
        .contains("Here is 1 image, of whose mistake the other model was surest.")
        .contains("<h3>Right by the champion, v0001, alone: 1</h3>")
        .containsPattern(
            "<img src=\"data:image/png;base64,[^\"]+\" width=\"2\" height=\"2\" alt=\"image 8\">"
                + "<figcaption>label <b>7</b><br>v0002: <b>7</b>, 50.0 %<br>v0001: <b>1</b>, 90.0 %")
        .contains("label <b>3</b><br>v0002: <b>5</b>, 99.9 %<br>v0001: <b>3</b>, 75.0 %");
    assertThat(new DecisionPage(decision, Map.of()).text(Optional.empty()))
        .contains(
            "The challenger alone is right on 2 images, the champion alone on 1 image.",
            "made again from the decision");
  }

  private static Decision decision(Map<String, Object> figures) {
    return new Decision(
        2,
        DecisionKind.KEPT,
        "v0002",
        "0".repeat(64),
        "v0001",
        new Account("ada", "host"),
        Instant.EPOCH,
        "v0001 stays champion & more",
        figures,
        "1".repeat(64));
  }
}
