package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mnist.calibration.EnergyQuantiles;
import mnist.report.ReviewReport;
import mnist.review.ReviewImage;
import mnist.review.ReviewQueue;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page by which people label images, as they use it. */
@Timeout(180)
class ReviewPageIT {

  @TempDir private Path directory;

  @Test
  void imagesAreLabelledByKeysAndButtonsAndSaved() throws Exception {
    Path review = directory.resolve("review");
    report("<b>, \"x\"").write(new org.apache.hadoop.fs.Path(review.toUri()), new Configuration());
    List<String> table = Files.readAllLines(review.resolve("review.csv"));
    assertThat(table).hasSize(41).element(1).asString().contains(",\"'=<b>, \"\"x\"\"0\",");

    try (BrowserTab page =
        BrowserTab.open(review.resolve("review.html").toUri(), directory, 1280, false)) {
      page.evaluate(
          "(make => URL.createObjectURL = blob => make.call(URL, window.offered = blob))"
              + "(URL.createObjectURL) && null");
      page.press("7");
      page.press("x");
      page.press("ArrowRight");
      page.press("3");
      page.press("ArrowLeft");
      page.press("Delete");
      assertThat(page.text("#told")).isEqualTo("2 of 40 labelled");
      page.press("ArrowDown");
      page.evaluate("document.querySelector('[data-label=\"5\"]').click()");
      int columns =
          page.evaluate(
                  "[...document.querySelectorAll('.card')].filter(c => c.offsetTop === document.querySelector('.card').offsetTop).length")
              .asInt();

      page.evaluate("document.querySelector('#save').click()");
      assertThat(page.text("#told")).isEqualTo("Say who you are first.");
      assertThat(page.evaluate("document.activeElement.id").asText()).isEqualTo("who");
      // What is typed into the name is no label.
      page.evaluate("document.querySelector('#who').value = 'Anna \"A\"'");
      page.press("9");
      page.evaluate("document.querySelector('#save').click()");

      assertThat(page.text("#told")).isEqualTo("Saved 3 labels as labels.csv.");
      List<String> expected = new ArrayList<>(table);
      String who = ",\"Anna \"\"A\"\"\"";
      fill(expected, 1, "7" + who);
      fill(expected, 2, "none" + who);
      fill(expected, 4 + columns, "5" + who);
      assertThat(page.evaluate("window.offered.text()").asText().lines())
          .containsExactlyElementsOf(expected);

      JsonNode named =
          page.evaluate(
              "[...document.querySelectorAll('.card')].map(c => c.getAttribute('aria-label'))");
      assertThat(named.get(0).asText())
          .matches(
              "image 1 of 40, read as \\d, confidence [\\d.]+ %, novelty [\\d.]+ %, labelled 7");
      assertThat(named.get(1).asText()).endsWith(", labelled no digit");
      assertThat(named.get(2).asText()).endsWith(", unlabelled");
      page.photographs(Path.of("target/review"));
      assertThat(page.messages()).isEmpty();
    }
  }

  private static void fill(List<String> table, int row, String labelAndWho) {
    table.set(row, table.get(row).replaceFirst(",,$", "," + labelAndWho));
  }

  private static ReviewReport report(String name) {
    List<Digit> digits = SyntheticDigits.draw(4, 1);
    ReviewQueue queue = new ReviewQueue(40);
    for (int i = 0; i < digits.size(); i++) {
      float confidence = 0.3f + i / 100f;
      queue.offer(
          new ReviewImage(
              i, "=" + name + i, digits.get(i).label(), confidence, -i, digits.get(i).image()));
    }
    return new ReviewReport(
        "scans/" + name,
        "v0001",
        SyntheticDigits.SIDE,
        SyntheticDigits.SIDE,
        IntStream.range(0, 10).mapToObj(String::valueOf).toList(),
        Optional.of(new EnergyQuantiles(3, List.of(-30f, -20f, -10f))),
        queue.chosen());
  }
}
