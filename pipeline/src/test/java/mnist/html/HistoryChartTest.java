package mnist.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mnist.html.HistoryChart.Event;
import org.junit.jupiter.api.Test;

class HistoryChartTest {

  private static final double NONE = Double.NaN;

  static HistoryChart of(int events) {
    List<Event> all = new ArrayList<>();
    for (int i = 1; i <= events; i++) {
      all.add(new Event(i, "decision " + i, i % 2 == 0 ? "kept" : "promoted by hand", List.of()));
    }
    return chart(all);
  }

  static HistoryChart chart(List<Event> events) {
    return new HistoryChart(
        "h",
        "Title",
        "What to see",
        Axis.whole("decision", 0.5, events.size() + 1),
        new Axis("accuracy", 0, 1, value -> Numbers.percent(value, 0)),
        List.of("champion", "promoted one", "kept one"),
        List.of("promoted by hand", "kept"),
        events);
  }

  @Test
  void eachEventIsAMarkInTheRowOfItsKind() {
    SvgPage svg = SvgPage.of(of(5).drawing());

    assertThat(svg.numbers("circle", "event", "cx")).hasSize(5);
    assertThat(svg.numbers("circle", "event", "cy").stream().distinct()).hasSize(2);
    assertThat(svg.texts("end")).containsExactly("promoted by hand", "kept");
    assertThat(svg.numbers("circle", "event", "cy").subList(0, 3))
        .containsOnly(svg.numbers("text", "end", "y").get(0));
    assertThat(svg.texts("key")).isEmpty();
  }

  @Test
  void figuresAreALineDotsAndRingsAboveTheirMarks() {
    Event promoted = new Event(1, "one", "promoted by hand", List.of(0.5, 0.75, NONE));
    Event kept = new Event(2, "two", "kept", List.of(0.75, NONE, 0.25));
    Event other = new Event(3, "<three>", "kept", List.of());

    HistoryChart chart = chart(List.of(promoted, kept, other));
    SvgPage svg = SvgPage.of(chart.drawing());

    List<Double> marks = svg.numbers("circle", "event", "cx");
    assertThat(svg.numbers("circle", "fill1", "cx").get(0)).isEqualTo(marks.get(0));
    assertThat(svg.numbers("circle", "ring", "cx").get(0)).isEqualTo(marks.get(1));
    assertThat(svg.numbers("circle", "fill0", "cx").subList(0, 2)).isEqualTo(marks.subList(0, 2));
    assertThat(svg.numbers("circle", "fill1", "cy").get(0))
        .isLessThan(svg.numbers("circle", "ring", "cy").get(0));
    assertThat(svg.paths("line line0").get(0)).containsOnlyOnce("L");
    assertThat(svg.texts("key")).containsExactly("champion", "promoted one", "kept one");
    assertThat(chart.table())
        .contains("<td class=\"text\">one</td><td class=\"text\">promoted by hand</td>")
        .contains("<td>50 %</td><td>75 %</td><td></td></tr>")
        .contains("<td class=\"text\">&lt;three&gt;</td><td class=\"text\">kept</td><td></td>");
  }

  @Test
  void manyEventsMakeItWiderSoThatMarksStayApart() {
    Drawing drawing = of(200).drawing();

    assertThat(drawing.width()).isGreaterThan(1000);
    List<Double> marks = SvgPage.of(drawing).numbers("circle", "event", "cx");
    for (int i = 1; i < 100; i++) {
      assertThat(marks.get(i) - marks.get(i - 1)).isGreaterThan(5);
    }
  }
}
