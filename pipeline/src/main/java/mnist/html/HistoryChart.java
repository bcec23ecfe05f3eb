package mnist.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mnist.html.LineChart.Point;

/**
 * Events from left to right: a mark for each in the row of its kind, and above the rows, for those
 * that have some, figures: a line of the first series, filled dots of the second and rings of the
 * third.
 *
 * @param id of the element in a page
 * @param title above it
 * @param description what there is to see, for readers who can't see it
 * @param x numbers of the events
 * @param y of the figures
 * @param series names of the figures; three at most
 * @param kinds of events, from top to bottom
 * @param events one or more, from left to right
 */
public record HistoryChart(
    String id,
    String title,
    String description,
    Axis x,
    Axis y,
    List<String> series,
    List<String> kinds,
    List<Event> events)
    implements Chart {

  private static final int TOP = 30;
  private static final int PLOT = 170;
  private static final int ROW = 17;
  private static final int LEAST_LEFT = 68;
  private static final int MARGIN = 22;

  /** Between two events, so that marks of one row can be told apart. */
  private static final int STEP = 5;

  private static final List<String> DOTS = List.of("fill0", "fill1", "ring");

  public HistoryChart {
    series = List.copyOf(series);
    kinds = List.copyOf(kinds);
    events = List.copyOf(events);
  }

  /**
   * Something that happened.
   *
   * @param at where on the axis
   * @param name in the table
   * @param kind one of the chart's
   * @param figures of the series in their order, NaN for those that it has none of; empty for none
   */
  public record Event(double at, String name, String kind, List<Double> figures) {

    public Event {
      figures = List.copyOf(figures);
    }

    private double figure(int series) {
      return figures.isEmpty() ? Double.NaN : figures.get(series);
    }
  }

  @Override
  public Drawing drawing() {
    int left = Math.max(LEAST_LEFT, 12 + kinds.stream().mapToInt(Svg::width).max().orElse(0));
    int width = Math.max(Drawing.WIDTH, left + STEP * events.size() + MARGIN);
    boolean hasFigures = events.stream().anyMatch(event -> !event.figures().isEmpty());
    Plot plot = new Plot(x, y, left, width - MARGIN, TOP, TOP + (hasFigures ? PLOT : 0));
    Svg svg = new Svg();
    svg.title(title);
    List<Svg.Key> keys = new ArrayList<>();
    if (hasFigures) {
      plot.drawY(svg);
      drawFigures(svg, plot, keys);
    }
    int top = plot.bottom() + 12;
    for (String kind : kinds) {
      double middle = top + ROW * (kinds.indexOf(kind) + 0.5);
      svg.text(kind, "end", left - 8, middle);
      svg.path("grid", Html.fill("M%d %sH%d", left, Svg.number(middle), plot.right()));
      for (Event event : events) {
        if (event.kind().equals(kind)) {
          svg.dot("event", plot.horizontal(event.at()), middle);
        }
      }
    }
    int bottom = top + ROW * kinds.size() + 4;
    plot.drawX(svg, bottom);
    int end = svg.legend(keys, bottom + 40);
    return new Drawing(id, title, description, width, end + 4, svg.toString());
  }

  private void drawFigures(Svg svg, Plot plot, List<Svg.Key> keys) {
    for (int i = 0; i < series.size(); i++) {
      List<Point> points = points(i);
      if (points.isEmpty()) {
        continue;
      }
      if (i == 0) {
        svg.path("line line0", plot.path(points));
      }
      plot.drawDots(svg, DOTS.get(i), points);
      keys.add(
          new Svg.Key(
              series.get(i),
              (i == 0 ? "<path class=\"line line0\" d=\"M0 0H24\"/>" : "")
                  + Html.fill("<circle class=\"%s\" cx=\"12\" r=\"2.5\"/>", DOTS.get(i))));
    }
  }

  private List<Point> points(int of) {
    return events.stream()
        .filter(event -> Double.isFinite(event.figure(of)))
        .map(event -> new Point(event.at(), event.figure(of)))
        .toList();
  }

  /** A row for each event. */
  @Override
  public String table() {
    List<String> header = new ArrayList<>(List.of("event", "what"));
    header.addAll(series);
    return Html.table(
        title,
        header,
        events.stream()
            .map(
                event -> {
                  List<String> row =
                      new ArrayList<>(
                          List.of(Html.escape(event.name()), Html.escape(event.kind())));
                  IntStream.range(0, series.size())
                      .mapToDouble(event::figure)
                      .forEach(
                          value ->
                              row.add(
                                  Double.isFinite(value)
                                      ? Html.escape(y.text().apply(value))
                                      : ""));
                  return row;
                })
            .toList(),
        2);
  }
}
