package mnist.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import mnist.html.BarChart.Bar;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class BarChartTest {

  private static final Axis AXIS = new Axis("share", 0, 1, value -> Numbers.percent(value, 0));
  private static final List<String> KINDS = List.of("filled", "striped", "empty");

  private static BarChart chart(Bar... bars) {
    return new BarChart("b", "Title", "What to see", AXIS, KINDS, List.of(bars));
  }

  private static Bar bar(String name, double value, int kind) {
    return new Bar(name, value, Double.NaN, Double.NaN, Numbers.percent(value, 1), kind);
  }

  @Test
  void barsAreAsLongAsTheirValues() {
    SvgPage svg = SvgPage.of(chart(bar("a", 1, 0), bar("b", 0.5, 0), bar("c", 0, 0)).drawing());

    List<Double> widths = svg.numbers("rect", "bar fill0", "width");
    // The last rectangle is the legend's.
    assertThat(widths).hasSize(4).endsWith(0.0, 24.0);
    assertThat(widths.get(0)).isCloseTo(2 * widths.get(1), within(0.11));
    assertThat(svg.numbers("rect", "bar fill0", "x").subList(0, 3)).containsOnly(15.0);
    assertThat(svg.numbers("rect", "bar fill0", "y").subList(0, 3))
        .containsExactly(28.0, 46.0, 64.0);
    assertThat(svg.texts("end")).containsExactly("a", "b", "c");
    assertThat(svg.texts("figure")).containsExactly("100.0 %", "50.0 %", "0.0 %");
    assertThat(svg.numbers("text", "figure", "y")).containsExactly(34.0, 52.0, 70.0);
  }

  @Test
  void nothingIsWrittenOverTheBarsOrBeyondThePage() {
    Drawing drawing = chart(bar("a name of some length", 1, 0)).drawing();
    Element bar = SvgPage.of(drawing).elements("rect", "bar fill0").get(0);
    double left = Double.parseDouble(bar.getAttribute("x"));
    double right = left + Double.parseDouble(bar.getAttribute("width"));

    assertThat(left).isGreaterThanOrEqualTo(8 + Svg.width("a name of some length"));
    assertThat(right).isCloseTo(360 - 8 - Svg.width("100.0 %"), within(0.1));
  }

  @Test
  void kindsDifferInTheirFilling() {
    SvgPage svg = SvgPage.of(chart(bar("a", 1, 0), bar("b", 1, 1), bar("c", 1, 2)).drawing());

    assertThat(svg.elements("rect", "bar fill0")).hasSize(2);
    assertThat(svg.elements("rect", "bar"))
        .hasSize(2)
        .allMatch(rect -> rect.getAttribute("fill").equals("url(#b-stripes)"));
    assertThat(svg.elements("rect", "bar hollow")).hasSize(2);
    assertThat(svg.texts("key")).isEqualTo(KINDS);
    assertThat(svg.elements("pattern", "").get(0).getAttribute("id")).isEqualTo("b-stripes");
  }

  @Test
  void legendHasOnlyTheKindsThatThereAreBarsOf() {
    SvgPage svg = SvgPage.of(chart(bar("a", 1, 2), bar("b", 1, 0)).drawing());

    assertThat(svg.texts("key")).containsExactly("filled", "empty");
  }

  @Test
  void oneKindNeedsNoLegend() {
    BarChart chart =
        new BarChart("b", "Title", "", AXIS, List.of("all"), List.of(bar("a", 0.5, 0)));

    assertThat(SvgPage.of(chart.drawing()).texts("key")).isEmpty();
    assertThat(chart.table()).contains("<tr><td class=\"text\">a</td><td>50.0 %</td></tr>");
  }

  @Test
  void intervalsAreDrawnFromEndToEnd() {
    BarChart chart = chart(new Bar("a", 0.5, 0.25, 1, "50 %", 0), bar("b", 0.5, 0));
    // From 15 to 360 - 8 - 41.
    double quarter = 15 + 296 / 4.0;

    assertThat(SvgPage.of(chart.drawing()).paths("whisker"))
        .containsExactly("M%s 31.0v6m0 -3H311.0m0 -3v6".formatted(quarter));
  }

  @Test
  void axisHasTicksThroughAllBars() {
    SvgPage svg = SvgPage.of(chart(bar("a", 1, 0), bar("b", 0.5, 0)).drawing());

    assertThat(svg.texts("middle"))
        .containsExactly("0 %", "20 %", "40 %", "60 %", "80 %", "100 %", "share");
    assertThat(svg.paths("grid")).hasSize(6).first().isEqualTo("M15.0 24V62");
    assertThat(svg.paths("grid").get(5)).isEqualTo("M305.0 24V62");
    assertThat(svg.paths("axis")).containsExactly("M15 24V62");
  }

  @Test
  void barsOfAGroupStandCloseTogether() {
    BarChart chart = chart(bar("a", 1, 0), bar("", 1, 1), bar("b", 1, 0));
    SvgPage svg = SvgPage.of(chart.drawing());

    assertThat(svg.numbers("rect", "bar fill0", "y").subList(0, 2)).containsExactly(28.0, 59.0);
    assertThat(svg.numbers("rect", "bar", "y").get(0)).isEqualTo(41.0);
    assertThat(chart.table())
        .contains(
            "<tr><td class=\"text\">a</td><td class=\"text\">striped</td><td>100.0 %</td></tr>");
  }

  @Test
  void tableHasTheIntervalsWhereThereAreAny() {
    assertThat(chart(new Bar("a&b", 0.5, 0.25, 0.75, "50 %", 1)).table())
        .contains("<th scope=\"col\" class=\"text\">kind</th>", ">from</th>", ">to</th>")
        .contains(
            "<td class=\"text\">a&amp;b</td><td class=\"text\">striped</td><td>50 %</td><td>25 %</td><td>75 %</td>");
    assertThat(chart(bar("a", 0.5, 0)).table()).doesNotContain(">from</th>");
  }

  @Test
  void needsBarsAndAtMostThreeKinds() {
    assertThatThrownBy(() -> chart())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Bar chart must have three kinds or fewer and one bar or more, but has 3 and 0");
    List<Bar> one = List.of(bar("a", 1, 0));
    assertThatThrownBy(() -> new BarChart("", "", "", AXIS, List.of("1", "2", "3", "4"), one))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
