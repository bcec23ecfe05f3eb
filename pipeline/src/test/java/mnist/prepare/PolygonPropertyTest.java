package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import mnist.prepare.Polygon.Point;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PolygonPropertyTest {

  private static final Polygon SQUARE =
      new Polygon(List.of(new Point(2, 2), new Point(6, 2), new Point(6, 6), new Point(2, 6)));

  /** By brute force: each pixel's edge lies on the inner side of each side. */
  @Property
  void aHullIsConvexAndHoldsItsRows(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 20) Integer> starts,
      @ForAll @IntRange(min = 1, max = 20) int width) {
    int[] from = starts.stream().mapToInt(start -> start).toArray();
    int[] to = starts.stream().mapToInt(start -> start + width).toArray();

    List<Point> corners = Polygon.around(3, from, to).corners();

    for (int i = 0; i < corners.size(); i++) {
      Point corner = corners.get(i);
      Point next = corners.get((i + 1) % corners.size());
      for (int row = 0; row < from.length; row++) {
        assertThat(corner.turn(next, new Point(from[row], 3.5 + row)))
            .isGreaterThanOrEqualTo(-1e-9);
        assertThat(corner.turn(next, new Point(to[row], 3.5 + row))).isGreaterThanOrEqualTo(-1e-9);
      }
    }
  }

  /** A quadrilateral whose corners are cut off comes back. */
  @Property
  void cutCornersGrowAgain(
      @ForAll @DoubleRange(min = 0, max = 8) double lean,
      @ForAll @DoubleRange(min = 0.02, max = 0.15) double cut) {
    List<Point> whole =
        List.of(
            new Point(lean, 0), new Point(30, lean), new Point(30 - lean, 20), new Point(0, 15));
    List<Point> corners = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Point before = whole.get((i + 3) % 4);
      Point corner = whole.get(i);
      Point after = whole.get((i + 1) % 4);
      corners.add(between(corner, before, cut));
      corners.add(between(corner, after, cut));
    }

    Polygon grown = new Polygon(corners).quadrilateral();

    assertThat(grown.area()).isCloseTo(new Polygon(whole).area(), within(1e-6));
    assertThat(grown.corners())
        .allSatisfy(
            corner ->
                assertThat(whole)
                    .anySatisfy(
                        point -> {
                          assertThat(corner.x()).isCloseTo(point.x(), within(1e-6));
                          assertThat(corner.y()).isCloseTo(point.y(), within(1e-6));
                        }));
  }

  private static Point between(Point from, Point to, double share) {
    return new Point(
        from.x() + share * (to.x() - from.x()), from.y() + share * (to.y() - from.y()));
  }

  @Test
  void aTriangleHasNoQuadrilateral() {
    assertThat(
            new Polygon(List.of(new Point(5, 0), new Point(10, 9), new Point(0, 9)))
                .quadrilateral())
        .isNull();
  }

  @Test
  void tellsWhatLiesWithin() {
    assertThat(SQUARE.span(3, 0.5)).containsExactly(2.5, 5.5);
    assertThat(SQUARE.span(2.4, 0.5)[0]).isGreaterThan(SQUARE.span(2.4, 0.5)[1]);
    assertThat(SQUARE.span(4, 2.1)[0]).isGreaterThan(SQUARE.span(4, 2.1)[1]);
    assertThat(SQUARE.box(0.5, 10, 50, 70)).isEqualTo(new Box(25, 25, 50, 55));
    assertThat(SQUARE.area()).isEqualTo(16);
    assertThat(SQUARE.longestSide()).isEqualTo(4);
    assertThat(SQUARE.breadth()).isEqualTo(4);
  }
}
