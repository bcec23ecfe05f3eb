package mnist.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mnist.html.LineChart.Line;
import mnist.html.LineChart.Point;
import org.junit.jupiter.api.Test;

class LineChartTest {

  private static final Axis X = new Axis("ex", 0, 10, value -> Numbers.decimal(value, 0));
  private static final Axis Y = new Axis("why", 0, 1, value -> Numbers.percent(value, 0));

  /** The corners of the plot, as the description of its layout has them. */
  private static final String LOWER_LEFT = "68.0 218.0";

  private static final String UPPER_RIGHT = "338.0 30.0";

  private static LineChart chart(List<Line> lines, List<Line> marks) {
    return new LineChart("c", "Title & more", "What to see", X, Y, lines, marks);
  }

  private static Line line(String name, Point... points) {
    return new Line(name, List.of(points));
  }

  @Test
  void linesRunFromCornerToCornerAndLeaveGapsOut() {
    Line line =
        line("a", new Point(0, 0), new Point(4, 0.5), new Point(5, Double.NaN), new Point(10, 1));

    SvgPage svg = SvgPage.of(chart(List.of(line), List.of()).drawing());

    assertThat(svg.paths("line line0"))
        .containsExactly("M%sL176.0 124.0M%s".formatted(LOWER_LEFT, UPPER_RIGHT), "M0 0H24");
    assertThat(svg.numbers("circle", "fill0", "cx")).containsExactly(68.0, 176.0, 338.0);
    assertThat(svg.numbers("circle", "fill0", "cy")).containsExactly(218.0, 124.0, 30.0);
  }

  @Test
  void thirtyPointsHaveDotsAndMoreHaveNone() {
    List<Point> points = new java.util.ArrayList<>();
    for (int i = 0; i < 30; i++) {
      points.add(new Point(i / 3.0, 0.5));
    }
    Line thirty = new Line("a", points);
    points.add(new Point(10, 0.5));
    Line more = new Line("b", points);

    SvgPage svg = SvgPage.of(chart(List.of(thirty, more), List.of()).drawing());

    assertThat(svg.elements("circle", "fill0")).hasSize(30);
    assertThat(svg.elements("circle", "fill1")).isEmpty();
  }

  @Test
  void axesHaveTicksAndLabels() {
    SvgPage svg = SvgPage.of(chart(List.of(), List.of()).drawing());

    assertThat(svg.texts("heading")).containsExactly("Title & more");
    assertThat(svg.texts("end")).containsExactly("0 %", "20 %", "40 %", "60 %", "80 %", "100 %");
    assertThat(svg.texts("middle")).containsExactly("why", "0", "2", "4", "6", "8", "10", "ex");
    assertThat(svg.paths("grid")).hasSize(6).first().isEqualTo("M68 218.0H338");
    assertThat(svg.paths("axis")).contains("M68.0 218v4", "M338.0 218v4", "M68 218H338");
    // A tick's text stands at its line.
    assertThat(svg.numbers("text", "end", "y").get(5)).isEqualTo(30);
    assertThat(svg.numbers("text", "middle", "x").subList(0, 2)).containsExactly(68.0, 122.0);
  }

  @Test
  void legendNamesEachLineAndMarkBesideItsSample() {
    Line mark = line("a mark", new Point(5, 0), new Point(5, 1));

    Drawing drawing = chart(List.of(line("one"), line("two")), List.of(mark)).drawing();
    SvgPage svg = SvgPage.of(drawing);

    assertThat(svg.texts("key")).containsExactly("one", "two", "a mark");
    assertThat(svg.paths("line line0")).containsExactly("", "M0 0H24");
    assertThat(svg.paths("line line1")).containsExactly("", "M0 0H24");
    assertThat(svg.paths("mark")).containsExactly("M203.0 218.0L203.0 30.0", "M0 0H24");
    assertThat(svg.numbers("text", "key", "x")).isSorted().first().isEqualTo(34.0);
    assertThat(svg.numbers("text", "key", "y")).containsOnly(266.0);
    assertThat(drawing.height()).isEqualTo(278);
  }

  @Test
  void legendThatIsTooWideGoesOnBelow() {
    String name = "a name of twenty-five letters";

    Drawing drawing = chart(List.of(line(name), line(name)), List.of()).drawing();
    SvgPage svg = SvgPage.of(drawing);

    assertThat(svg.numbers("text", "key", "x")).containsExactly(34.0, 34.0);
    assertThat(svg.numbers("text", "key", "y")).containsExactly(266.0, 282.0);
    assertThat(drawing.height()).isEqualTo(294);
  }

  @Test
  void tableHasARowForEachXThatALineHas() {
    Line one = line("one", new Point(2, 0.5), new Point(1, 0.25));
    Line two = line("two & more", new Point(2, Double.NaN));

    String table = chart(List.of(one, two), List.of(line("mark", new Point(9, 1)))).table();

    assertThat(table)
        .contains("<caption>Title &amp; more</caption>")
        .contains(
            """
            <thead><tr><th scope="col">ex</th><th scope="col">one</th><th scope="col">two &amp; more</th></tr></thead>
            <tbody>
            <tr><td>1</td><td>25 %</td><td></td></tr>
            <tr><td>2</td><td>50 %</td><td>unknown</td></tr>
            </tbody>
            """);
  }

  @Test
  void pageHasTheDrawingAndItsFiguresFolded() {
    LineChart chart = chart(List.of(), List.of());

    assertThat(chart.html())
        .startsWith("<figure>\n<svg viewBox=\"0 0 360 262\" role=\"img\"")
        .contains("<title id=\"c-title\">Title &amp; more</title>")
        .contains("<desc id=\"c-text\">What to see</desc>")
        .contains("<details><summary>Figures</summary>\n" + chart.table() + "</details>")
        .endsWith("</figure>\n");
  }
}
