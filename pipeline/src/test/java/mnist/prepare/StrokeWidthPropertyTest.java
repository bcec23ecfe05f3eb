package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Widths against the definition. */
class StrokeWidthPropertyTest {

  @Provide
  Arbitrary<Plane> planes() {
    return Planes.planes();
  }

  @Property(tries = 200)
  void widthIsTwiceTheAreaByTheTotalVariation(@ForAll("planes") Plane plane) {
    double area = 0;
    double variation = 0;
    for (int row = 0; row <= plane.height(); row++) {
      for (int column = 0; column <= plane.width(); column++) {
        area += at(plane, row, column);
        variation += Math.abs(at(plane, row, column) - at(plane, row - 1, column));
        variation += Math.abs(at(plane, row, column) - at(plane, row, column - 1));
      }
    }

    assertThat(StrokeWidth.area(plane)).isCloseTo(area, within(1e-3 * area));
    assertThat(StrokeWidth.of(plane))
        .isCloseTo(area == 0 ? 0 : 2 * area / (variation * Math.PI / 4), within(1e-3));
  }

  private static double at(Plane plane, int row, int column) {
    boolean isInside = row >= 0 && row < plane.height() && column >= 0 && column < plane.width();
    return isInside ? plane.values()[row * plane.width() + column] : 0;
  }

  @Example
  void withoutInkThereIsNoWidth() {
    assertThat(StrokeWidth.of(new Plane(3, 4))).isZero();
  }
}
