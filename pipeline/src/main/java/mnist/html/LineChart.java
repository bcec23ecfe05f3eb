package mnist.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lines over one pair of axes. They differ in dashes too, not in colour alone.
 *
 * @param id of the element in a page
 * @param title above it
 * @param description what there is to see, for readers who can't see it
 * @param x from left to right
 * @param y from bottom to top
 * @param lines at most three
 * @param marks what else is drawn: straight lines from point to point
 */
public record LineChart(
    String id, String title, String description, Axis x, Axis y, List<Line> lines, List<Line> marks)
    implements Chart {

  private static final int LEFT = 68;
  private static final int RIGHT = 338;
  private static final int TOP = 30;
  private static final int BOTTOM = 218;
  private static final int LEGEND = 258;
  // More points than this are a line to the eye.
  private static final int DOTS = 30;

  public LineChart {
    lines = List.copyOf(lines);
    marks = List.copyOf(marks);
  }

  /**
   * A line of a chart.
   *
   * @param name in the legend
   * @param points from left to right; a gap where y isn't finite
   */
  public record Line(String name, List<Point> points) {

    public Line {
      points = List.copyOf(points);
    }
  }

  /** A point of a line, in numbers of the axes. */
  public record Point(double x, double y) {}

  @Override
  public Drawing drawing() {
    Plot plot = new Plot(x, y, LEFT, RIGHT, TOP, BOTTOM);
    Svg svg = new Svg();
    svg.title(title);
    plot.drawY(svg);
    plot.drawX(svg, BOTTOM);
    List<Svg.Key> keys = new ArrayList<>();
    for (Line mark : marks) {
      svg.path("mark", plot.path(mark.points()));
    }
    for (int i = 0; i < lines.size(); i++) {
      String style = "line line" + i;
      List<Point> points = lines.get(i).points();
      svg.path(style, plot.path(points));
      if (points.size() <= DOTS) {
        plot.drawDots(svg, "fill" + i, points);
      }
      keys.add(key(lines.get(i).name(), style));
    }
    marks.forEach(mark -> keys.add(key(mark.name(), "mark")));
    int bottom = svg.legend(keys, LEGEND);
    return new Drawing(id, title, description, Drawing.WIDTH, bottom + 4, svg.toString());
  }

  private static Svg.Key key(String name, String style) {
    return new Svg.Key(name, Html.fill("<path class=\"%s\" d=\"M0 0H24\"/>", style));
  }

  /** A row for each x that a line has. */
  @Override
  public String table() {
    Map<Double, List<String>> rows = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      for (Point point : lines.get(i).points()) {
        List<String> row = rows.computeIfAbsent(point.x(), this::emptyRow);
        row.set(1 + i, Html.escape(y.text().apply(point.y())));
      }
    }
    List<String> header = new ArrayList<>(List.of(x.label()));
    lines.forEach(line -> header.add(line.name()));
    return Html.table(title, header, List.copyOf(rows.values()), 0);
  }

  private List<String> emptyRow(double at) {
    List<String> row = new ArrayList<>(List.of(Html.escape(x.text().apply(at))));
    lines.forEach(line -> row.add(""));
    return row;
  }
}
