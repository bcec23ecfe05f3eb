package mnist.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import mnist.html.BarChart.Bar;
import mnist.html.LineChart.Line;
import mnist.html.LineChart.Point;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is drawn can be read: it lies within the picture, and no text over another. */
class LayoutTest {

  static Stream<Chart> charts() {
    return Stream.of(
        bars(List.of("one"), 1),
        bars(List.of("one", "two", "a third"), 7),
        heat(10),
        heat(2),
        lines(),
        HistoryChartTest.of(1),
        HistoryChartTest.of(90),
        HistoryChartTest.chart(
            List.of(new HistoryChart.Event(1, "one", "kept", List.of(0.5, Double.NaN, 0.25)))));
  }

  private static Chart bars(List<String> kinds, int count) {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bars.add(new Bar(i % 3 == 1 ? "" : "bar " + i, i, 0, i, i + ".0 %", i % kinds.size()));
    }
    return new BarChart("b", "Title", "", Axis.whole("axis", 0, 6), kinds, bars);
  }

  private static Chart heat(int classes) {
    List<List<Long>> counts = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      List<Long> row = new ArrayList<>(Collections.nCopies(classes, 3L));
      row.set(i, 980L);
      counts.add(row);
    }
    return new HeatMap("h", "Title", "a note", "", counts);
  }

  private static Chart lines() {
    Axis x = Axis.whole("epoch", 0, 10);
    Axis y = new Axis("share", 0, 1, value -> Numbers.percent(value, 0));
    List<Line> lines = new ArrayList<>();
    for (String name : List.of("training", "validation", "the moving average of parameters")) {
      lines.add(new Line(name, List.of(new Point(0, 0), new Point(10, 1))));
    }
    return new LineChart("l", "Title", "", x, y, lines, List.of());
  }

  @ParameterizedTest
  @MethodSource("charts")
  void everythingLiesWithinThePicture(Chart chart) {
    Drawing drawing = chart.drawing();
    SvgPage svg = SvgPage.of(drawing);

    assertThat(svg.texts("heading")).containsExactly("Title");
    assertThat(Stream.concat(svg.textBoxes().stream(), svg.rectangles().stream()))
        .allSatisfy(
            box -> {
              assertThat(box.x()).as("left of %s", box).isNotNegative();
              assertThat(box.y()).as("top of %s", box).isNotNegative();
              assertThat(box.maxX()).as("right of %s", box).isLessThanOrEqualTo(drawing.width());
              assertThat(box.maxY()).as("bottom of %s", box).isLessThanOrEqualTo(drawing.height());
            });
  }

  @ParameterizedTest
  @MethodSource("charts")
  void noTextLiesOverAnother(Chart chart) {
    List<SvgPage.Box> texts = SvgPage.of(chart.drawing()).textBoxes();

    for (SvgPage.Box one : texts) {
      assertThat(texts).filteredOn(other -> other != one && other.overlaps(one)).isEmpty();
    }
  }
}
