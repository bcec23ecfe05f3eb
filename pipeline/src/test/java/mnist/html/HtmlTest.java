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
            <div class="scroll"><table>
            <caption>c&lt;</caption>
            <thead><tr><th scope="col" class="text">a</th><th scope="col">b</th></tr></thead>
            <tbody>
            <tr><td class="text">x</td><td>1</td></tr>
            </tbody>
            </table></div>
            """);
  }

  @Test
  void numbersAreWrittenForPeople() {
    assertThat(Numbers.percent(0.99567, 2)).isEqualTo("99.57 %");
    assertThat(Numbers.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Numbers.decimal(Double.NaN, 2)).isEqualTo("unknown");
    assertThat(Numbers.decimal(Double.POSITIVE_INFINITY, 2)).isEqualTo("infinite");
    assertThat(Numbers.seconds(7.25)).isEqualTo("7.3 s");
    assertThat(Numbers.seconds(125)).isEqualTo("2 min 5 s");
  }

  @Test
  void aGapInALineIsNotDrawn() {
    Axis axis = new Axis("x", 0, 10, value -> Numbers.decimal(value, 0));
    Line line =
        new Line(
            "l",
            List.of(new Line.Point(0, 0), new Line.Point(5, Double.NaN), new Line.Point(10, 10)));

    String chart = new LineChart("c", "title", "text", axis, axis, List.of(line), List.of()).html();

    assertThat(chart)
        .contains("d=\"M68.0 198.0M338.0 10.0\"")
        .contains("<title id=\"c-title\">title</title>", "<desc id=\"c-text\">text</desc>")
        .contains("<td>5</td><td>unknown</td>");
  }
}
