package mnist.prepare;

import java.util.ArrayList;
import java.util.List;

/**
 * A convex polygon.
 *
 * @param corners in order; with y downwards, clockwise
 */
record Polygon(List<Point> corners) {

  /** A place in a picture, in pixels from its upper left corner. */
  record Point(double x, double y) {

    /** Above 0 if the way from here over one to the other turns clockwise. */
    double turn(Point one, Point other) {
      return (one.x - x) * (other.y - y) - (one.y - y) * (other.x - x);
    }
  }

  /**
   * The convex hull of rows of pixels, each from its first edge to its last, at half its height (A.
   * M. Andrew, "Another Efficient Algorithm for Convex Hulls in Two Dimensions", 1979).
   *
   * @param top first row
   * @param starts of each row, its first pixel
   * @param ends of each row, the pixel after its last
   */
  static Polygon around(int top, int[] starts, int[] ends) {
    List<Point> right = new ArrayList<>();
    List<Point> left = new ArrayList<>();
    for (int row = 0; row < starts.length; row++) {
      append(right, new Point(ends[row], top + row + 0.5));
      // Mirrored, so that it turns as the right side does.
      append(left, new Point(-starts[row], top + row + 0.5));
    }
    List<Point> corners = new ArrayList<>(right);
    for (int i = left.size() - 1; i >= 0; i--) {
      corners.add(new Point(-left.get(i).x, left.get(i).y));
    }
    return new Polygon(corners);
  }

  private static void append(List<Point> chain, Point next) {
    while (chain.size() > 1
        && chain.get(chain.size() - 2).turn(chain.get(chain.size() - 1), next) <= 0) {
      chain.remove(chain.size() - 1);
    }
    chain.add(next);
  }

  /** Square pixels. */
  double area() {
    double twice = 0;
    for (int i = 1; i < corners.size() - 1; i++) {
      twice += corners.get(0).turn(corners.get(i), corners.get(i + 1));
    }
    return twice / 2;
  }

  /**
   * A quadrilateral around this: edges are left out, each time the one without which the polygon
   * grows least, and their neighbours go on until they meet.
   *
   * @return null where there is none, as around a triangle
   */
  Polygon quadrilateral() {
    List<Point> left = new ArrayList<>(corners);
    while (left.size() > 4) {
      int best = -1;
      Point meeting = null;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < left.size(); i++) {
        Point from = left.get(i);
        Point to = left.get((i + 1) % left.size());
        Point meets =
            meeting(
                left.get((i + left.size() - 1) % left.size()),
                from,
                to,
                left.get((i + 2) % left.size()));
        double grown = meets == null ? least : from.turn(meets, to);
        if (grown < least) {
          best = i;
          meeting = meets;
          least = grown;
        }
      }
      if (best < 0) {
        return null;
      }
      left.set(best, meeting);
      left.remove((best + 1) % left.size());
    }
    return left.size() == 4 ? new Polygon(left) : null;
  }

  /** Where an edge, going on beyond its end, meets another, going back before its start. */
  private static Point meeting(Point start, Point end, Point otherStart, Point otherEnd) {
    double dx = end.x - start.x;
    double dy = end.y - start.y;
    double otherX = otherStart.x - otherEnd.x;
    double otherY = otherStart.y - otherEnd.y;
    double cross = dx * otherY - dy * otherX;
    if (cross >= 0) {
      return null;
    }
    double along = ((otherStart.x - end.x) * otherY - (otherStart.y - end.y) * otherX) / cross;
    return new Point(end.x + along * dx, end.y + along * dy);
  }

  /**
   * Where a line across lies within this, away from its edges.
   *
   * @param y of the line
   * @param rim pixels from each edge
   * @return the first x and the last; from greater to smaller where there is none
   */
  double[] span(double y, double rim) {
    double first = Double.NEGATIVE_INFINITY;
    double last = Double.POSITIVE_INFINITY;
    for (int i = 0; i < corners.size(); i++) {
      Point from = corners.get(i);
      Point inwards = inwards(i);
      double missing = rim - inwards.y * (y - from.y);
      if (inwards.x > 0) {
        first = Math.max(first, from.x + missing / inwards.x);
      } else if (inwards.x < 0) {
        last = Math.min(last, from.x + missing / inwards.x);
      } else if (missing > 0) {
        last = Double.NEGATIVE_INFINITY;
      }
    }
    return new double[] {first, last};
  }

  /** A pixel's length at a right angle to an edge. */
  Point inwards(int edge) {
    Point from = corners.get(edge);
    Point to = corners.get((edge + 1) % corners.size());
    double length = Math.hypot(to.x - from.x, to.y - from.y);
    return new Point((from.y - to.y) / length, (to.x - from.x) / length);
  }

  double longestSide() {
    double longest = 0;
    Point before = corners.get(corners.size() - 1);
    for (Point corner : corners) {
      longest = Math.max(longest, Math.hypot(corner.x - before.x, corner.y - before.y));
      before = corner;
    }
    return longest;
  }

  /** The mean width across the longest side. */
  double breadth() {
    return area() / longestSide();
  }

  /**
   * The pixels around this in a picture that is so many times as large.
   *
   * @param rim by how much less on each side, in pixels of this
   * @param height of the picture
   * @param width of the picture
   */
  Box box(double rim, double factor, int height, int width) {
    double top = Double.POSITIVE_INFINITY;
    double left = Double.POSITIVE_INFINITY;
    double bottom = 0;
    double right = 0;
    for (Point corner : corners) {
      top = Math.min(top, corner.y);
      left = Math.min(left, corner.x);
      bottom = Math.max(bottom, corner.y);
      right = Math.max(right, corner.x);
    }
    return new Box(
        (int) Math.max(0, (top + rim) * factor),
        (int) Math.max(0, (left + rim) * factor),
        (int) Math.min(height, Math.ceil((bottom - rim) * factor)),
        (int) Math.min(width, Math.ceil((right - rim) * factor)));
  }
}
