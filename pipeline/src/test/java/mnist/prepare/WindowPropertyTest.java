package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.DoubleSummaryStatistics;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Windows against a look at each pixel of each. */
class WindowPropertyTest {

  @Provide
  Arbitrary<Plane> planes() {
    return Planes.planes();
  }

  @Property(tries = 200)
  void greatestAndMeanAreThoseOfThePartWithinThePicture(
      @ForAll("planes") Plane plane, @ForAll @IntRange(min = 0, max = 14) int reach) {
    Plane greatest = Window.greatest(plane, reach);
    Plane mean = Window.mean(plane, reach);

    for (int row = 0; row < plane.height(); row++) {
      for (int column = 0; column < plane.width(); column++) {
        DoubleSummaryStatistics expected = inReach(plane, reach, row, column);
        int at = row * plane.width() + column;
        assertThat(greatest.values()[at]).isEqualTo((float) expected.getMax());
        assertThat((double) mean.values()[at]).isCloseTo(expected.getAverage(), within(1e-4));
      }
    }
  }

  private static DoubleSummaryStatistics inReach(Plane plane, int reach, int row, int column) {
    DoubleSummaryStatistics values = new DoubleSummaryStatistics();
    for (int y = 0; y < plane.height(); y++) {
      for (int x = 0; x < plane.width(); x++) {
        if (Math.abs(y - row) <= reach && Math.abs(x - column) <= reach) {
          values.accept(plane.values()[y * plane.width() + x]);
        }
      }
    }
    return values;
  }
}
