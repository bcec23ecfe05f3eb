package mnist.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  void escapesAllThatCouldBeMarkup() {
    assertThat(Html.escape("<a href=\"x\">R&D's</a>"))
        .isEqualTo("&lt;a href=&quot;x&quot;&gt;R&amp;D&#39;s&lt;/a&gt;");
  }

  @Test
  void tableHasHeaderAndCells() {
    assertThat(Html.table("c<", List.of("a", "b"), List.of(List.of("x", "1")), 1))
        .isEqualTo(
            """
            <div class="scroll" role="region" tabindex="0" aria-label="c&lt;"><table>
            <caption>c&lt;</caption>
            <thead><tr><th scope="col" class="text">a</th><th scope="col">b</th></tr></thead>
            <tbody>
            <tr><td class="text">x</td><td>1</td></tr>
            </tbody>
            </table>
            </div>
            """);
  }

  @Test
  void numbersAreWrittenForPeople() {
    assertThat(Numbers.percent(0.99567, 2)).isEqualTo("99.57 %");
    assertThat(Numbers.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Numbers.decimal(Double.NaN, 2)).isEqualTo("unknown");
    assertThat(Numbers.decimal(Double.POSITIVE_INFINITY, 2)).isEqualTo("infinite");
    assertThat(Numbers.probability(0.00011)).isEqualTo("= 0.0001");
    assertThat(Numbers.probability(0.0000999)).isEqualTo("< 0.0001");
    assertThat(Numbers.probability(1)).isEqualTo("= 1.0000");
    assertThat(Numbers.seconds(59.4)).isEqualTo("59.4 s");
    assertThat(Numbers.seconds(59.6)).isEqualTo("1 min 0 s");
    assertThat(Numbers.seconds(7.25)).isEqualTo("7.3 s");
    assertThat(Numbers.seconds(125)).isEqualTo("2 min 5 s");
  }

  @Test
  void detailsAndSectionsEscapeTheirNames() {
    assertThat(Html.details("a<b", "<p>c</p>"))
        .isEqualTo("<details><summary>a&lt;b</summary>\n<p>c</p></details>\n");
    assertThat(Html.section("a<b", "<p>c</p>"))
        .isEqualTo("<section>\n<h2>a&lt;b</h2>\n<p>c</p></section>\n");
    assertThat(Html.paragraph("a<b")).isEqualTo("<p>a&lt;b</p>\n");
    assertThat(Html.figure("a\"b", 0.1, "<1"))
        .isEqualTo("<data id=\"a&quot;b\" value=\"0.1\">&lt;1</data>");
  }
}
