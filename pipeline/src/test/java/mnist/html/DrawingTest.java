package mnist.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrawingTest {

  private static final Drawing ONE =
      new Drawing("one", "One & only", "First.", 360, 100, "<path class=\"a\" d=\"M0 0\"/>");
  private static final Drawing TWO =
      new Drawing("two", "Two", "Second.", 400, 50, "<path class=\"b\" d=\"M0 0\"/>");

  @Test
  void fileNeedsNothingBesideItself() {
    assertThat(ONE.file())
        .startsWith(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 360 100\" width=\"360\" height=\"100\">")
        .contains("<title>One &amp; only</title>")
        // The light scheme's ink and first series.
        .contains("fill: #1c1e21;", ".line0 { stroke: #0067a3; }")
        .doesNotContain("var(", "url(", "null");
  }

  @Test
  void pageKnowsAllColoursInEachScheme() {
    String page = Page.of("t", "");

    for (String colour : List.of("ink", "muted", "paper", "series0", "on-strong", "shade")) {
      assertThat(page.split("--" + colour + ": ", -1)).as(colour).hasSize(4);
    }
    assertThat(page).contains(".line0 { stroke: var(--series0); }", "main { max-width");
  }

  @Test
  void stackedDrawingsStandOneBelowTheOther() {
    Drawing stacked = Drawing.stacked("s", "Both", List.of(ONE, TWO));

    assertThat(stacked.width()).isEqualTo(400);
    assertThat(stacked.height()).isEqualTo(150);
    assertThat(stacked.description()).isEqualTo("First. Second.");
    assertThat(stacked.content())
        .isEqualTo(
            """
            <g transform="translate(0 0)">
            <path class="a" d="M0 0"/></g>
            <g transform="translate(0 100)">
            <path class="b" d="M0 0"/></g>
            """);
  }
}
