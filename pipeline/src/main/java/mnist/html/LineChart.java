package mnist.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lines over one pair of axes, with a legend and, folded, their figures.
 *
 * @param id of its elements in the page
 * @param title above it
 * @param description what there is to see, for who can't
 * @param x from left to right
 * @param y from bottom to top
 * @param lines at most three
 * @param marks what else is drawn: straight lines from point to point
 */
public record LineChart(
    String id,
    String title,
    String description,
    Axis x,
    Axis y,
    List<Line> lines,
    List<Line> marks) {

  // As wide as a phone, so that letters have there the size that they're given.
  private static final int WIDTH = 360;
  private static final int HEIGHT = 240;
  private static final int LEFT = 68;
  private static final int RIGHT = 338;
  private static final int TOP = 10;
  private static final int BOTTOM = 198;
  // More points than this are a line to the eye.
  private static final int DOTS = 30;

  /** The chart, its legend and its figures. */
  public String html() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        Html.fill(
            """
        <svg viewBox="0 0 %d %d" role="img" aria-labelledby="%s-title %s-text">
        <title id="%s-title">%s</title>
        <desc id="%s-text">%s</desc>
        """,
            WIDTH, HEIGHT, id, id, id, Html.escape(title), id, Html.escape(description)));
    drawAxes(svg);
    for (Line mark : marks) {
      svg.append(Html.fill("<path class=\"mark\" d=\"%s\"/>\n", path(mark)));
    }
    for (int i = 0; i < lines.size(); i++) {
      svg.append(Html.fill("<path class=\"line series%d\" d=\"%s\"/>\n", i, path(lines.get(i))));
      drawDots(svg, i);
    }
    svg.append("</svg>\n");
    return Html.fill(
        "<figure>\n<h3>%s</h3>\n%s%s%s</figure>\n",
        Html.escape(title), svg, legend(), Html.details("Figures", table()));
  }

  private void drawAxes(StringBuilder svg) {
    for (double tick : y.ticks()) {
      String at = number(vertical(tick));
      svg.append(
          Html.fill(
              "<path class=\"grid\" d=\"M%d %sH%d\"/><text x=\"%d\" y=\"%s\" dy=\".35em\" class=\"end\">%s</text>\n",
              LEFT, at, RIGHT, LEFT - 6, at, Html.escape(y.text().apply(tick))));
    }
    for (double tick : x.ticks()) {
      String at = number(horizontal(tick));
      svg.append(
          Html.fill(
              "<path class=\"axis\" d=\"M%s %dv4\"/><text x=\"%s\" y=\"%d\" class=\"middle\">%s</text>\n",
              at, BOTTOM, at, BOTTOM + 16, Html.escape(x.text().apply(tick))));
    }
    svg.append(Html.fill("<path class=\"axis\" d=\"M%d %dH%d\"/>\n", LEFT, BOTTOM, RIGHT));
    svg.append(
        Html.fill(
            "<text x=\"%d\" y=\"%d\" class=\"middle\">%s</text>\n",
            (LEFT + RIGHT) / 2, HEIGHT - 8, Html.escape(x.label())));
    svg.append(
        Html.fill(
            "<text transform=\"translate(11 %d) rotate(-90)\" class=\"middle\">%s</text>\n",
            (TOP + BOTTOM) / 2, Html.escape(y.label())));
  }

  private void drawDots(StringBuilder svg, int series) {
    List<Line.Point> points = lines.get(series).points();
    if (points.size() > DOTS) {
      return;
    }
    for (Line.Point point : points) {
      if (Double.isFinite(point.y())) {
        svg.append(
            Html.fill(
                "<circle class=\"dot series%d\" cx=\"%s\" cy=\"%s\" r=\"2.5\"/>",
                series, number(horizontal(point.x())), number(vertical(point.y()))));
      }
    }
    svg.append('\n');
  }

  private String path(Line line) {
    StringBuilder path = new StringBuilder();
    boolean down = false;
    for (Line.Point point : line.points()) {
      boolean known = Double.isFinite(point.y());
      if (known) {
        path.append(down ? 'L' : 'M')
            .append(number(horizontal(point.x())))
            .append(' ')
            .append(number(vertical(point.y())));
      }
      down = known;
    }
    return path.toString();
  }

  private String legend() {
    StringBuilder items = new StringBuilder("<ul class=\"legend\">");
    for (int i = 0; i < lines.size(); i++) {
      items.append(item("line series" + i, lines.get(i)));
    }
    marks.forEach(mark -> items.append(item("mark", mark)));
    return items.append("</ul>\n").toString();
  }

  private static String item(String style, Line line) {
    return Html.fill(
        "<li><svg viewBox=\"0 0 24 8\" aria-hidden=\"true\"><path class=\"%s\" d=\"M0 4H24\"/></svg>%s</li>",
        style, Html.escape(line.name()));
  }

  /** A row for each x that a line has. */
  private String table() {
    Map<Double, List<String>> rows = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      for (Line.Point point : lines.get(i).points()) {
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

  private double horizontal(double value) {
    return LEFT + (RIGHT - LEFT) * x.share(value);
  }

  private double vertical(double value) {
    return BOTTOM - (BOTTOM - TOP) * y.share(value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
