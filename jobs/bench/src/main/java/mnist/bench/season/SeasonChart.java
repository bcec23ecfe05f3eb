package mnist.bench.season;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import mnist.html.Axis;
import mnist.html.Drawing;
import mnist.html.LineChart;
import mnist.html.LineChart.Line;
import mnist.html.LineChart.Point;
import mnist.html.Numbers;

/** The champion's accuracy on the reserve, week by week. */
final class SeasonChart {

  private static final String TITLE = "Accuracy of the champion";

  private SeasonChart() {}

  /**
   * @param margin by which the champion may be worse than the best one so far, part of the reserve
   */
  static Drawing of(List<Week> weeks, double margin) {
    Line bound =
        new Line(
            "the best so far less the margin",
            points(weeks, week -> bestUntil(weeks, week) - margin));
    List<Line> all = List.of(new Line("the whole reserve", points(weeks, Week::accuracy)));
    List<Line> styles =
        weeks.get(0).accuracies().keySet().stream()
            .filter(style -> !style.equals(Style.PLAIN.label()))
            .map(style -> new Line(style, points(weeks, week -> week.accuracies().get(style))))
            .toList();
    return Drawing.stacked(
        "season",
        TITLE,
        List.of(
            chart("all", TITLE, weeks, all, List.of(bound)).drawing(),
            chart("styles", "The same by style", weeks, styles, List.of()).drawing()));
  }

  private static LineChart chart(
      String id, String title, List<Week> weeks, List<Line> lines, List<Line> marks) {
    double least =
        Stream.concat(lines.stream(), marks.stream())
            .flatMap(line -> line.points().stream())
            .mapToDouble(Point::y)
            .min()
            .orElseThrow();
    return new LineChart(
        "season-" + id,
        title,
        "The champion's accuracy on images that no version was trained on or judged by, after each"
            + " week.",
        Axis.whole("week", 0, weeks.size() - 1),
        new Axis("accuracy", Math.max(0, least - 0.005), 1, share -> Numbers.percent(share, 1)),
        lines,
        marks);
  }

  private static List<Point> points(List<Week> weeks, ToDoubleFunction<Week> figure) {
    return weeks.stream()
        .map(week -> new Point(week.number(), figure.applyAsDouble(week)))
        .toList();
  }

  private static double bestUntil(List<Week> weeks, Week last) {
    return SeasonReport.best(weeks.subList(0, last.number() + 1)).accuracy();
  }
}
