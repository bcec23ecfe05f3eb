package mnist.html;

import java.util.List;
import mnist.html.LineChart.Point;

/**
 * The area between two axes.
 *
 * @param x from left to right
 * @param y from bottom to top
 * @param left where it begins, in units of the drawing; texts of the y axis stand left of it
 */
record Plot(Axis x, Axis y, int left, int right, int top, int bottom) {

  /** The axis on the left, with a line across the area at each tick. */
  void drawY(Svg svg) {
    for (double tick : y.ticks()) {
      double at = vertical(tick);
      svg.path("grid", Html.fill("M%d %sH%d", left, Svg.number(at), right));
      svg.text(y.text().apply(tick), "end", left - 6, at);
    }
    svg.upwards(y.label(), 7, (top + bottom) / 2.0);
  }

  /**
   * The axis below.
   *
   * @param at its height; its texts take 28 units more
   */
  void drawX(Svg svg, int at) {
    for (double tick : x.ticks()) {
      double across = horizontal(tick);
      svg.path("axis", Html.fill("M%s %dv4", Svg.number(across), at));
      svg.text(x.text().apply(tick), "middle", across, at + 12);
    }
    svg.path("axis", Html.fill("M%d %dH%d", left, at, right));
    svg.text(x.label(), "middle", (left + right) / 2.0, at + 28);
  }

  /** A line from point to point; a gap where y isn't finite. */
  String path(List<Point> points) {
    StringBuilder path = new StringBuilder();
    boolean down = false;
    for (Point point : points) {
      boolean known = Double.isFinite(point.y());
      if (known) {
        path.append(down ? 'L' : 'M')
            .append(Svg.number(horizontal(point.x())))
            .append(' ')
            .append(Svg.number(vertical(point.y())));
      }
      down = known;
    }
    return path.toString();
  }

  /** A dot at each point whose y is finite. */
  void drawDots(Svg svg, String style, List<Point> points) {
    for (Point point : points) {
      if (Double.isFinite(point.y())) {
        svg.dot(style, horizontal(point.x()), vertical(point.y()));
      }
    }
  }

  double horizontal(double value) {
    return left + (right - left) * x.share(value);
  }

  private double vertical(double value) {
    return bottom - (bottom - top) * y.share(value);
  }
}
