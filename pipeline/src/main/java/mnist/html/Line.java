package mnist.html;

import java.util.List;

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

  /** A point of a line, in numbers of the axes. */
  public record Point(double x, double y) {}
}
