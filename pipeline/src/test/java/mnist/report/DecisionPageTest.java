package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mnist.store.Account;
import mnist.store.Decision;
import mnist.store.DecisionKind;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionPageTest {

  @TempDir Path directory;

  @Test
  void tellsChecksModelsAndGroups() throws Exception {
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

    org.apache.hadoop.fs.Path page =
        DecisionPage.write(
            decision, new org.apache.hadoop.fs.Path(directory.toUri()), new Configuration());

    assertThat(page.getName()).isEqualTo("00000002.html");
    assertThat(Files.readString(directory.resolve("00000002.html")))
        .contains("<h1>v0002: kept</h1>", "v0001 stays champion &amp; more.", "ada on host")
        .contains(
            "<td class=\"text\">images</td><td class=\"text\">passed</td><td class=\"text\">enough</td>")
        .contains("<strong>not passed</strong></td><td class=\"text\">&lt;7&gt; lost</td>")
        .contains("<td class=\"text\">best champion so far</td><td class=\"text\">v0001</td>")
        .contains("not measured", "0.0123", "0.2500", "1,234", "41.5")
        .contains("By class", "50.00 %", "75.00 %", "Too few images to judge: 3, 9.")
        .doesNotContain("By delivery");
  }

  @Test
  void aDecisionWithoutFiguresHasAPageToo() {
    assertThat(DecisionPage.of(decision(Map.of())))
        .contains("<h1>v0002: kept</h1>")
        .doesNotContain("<table>");
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
