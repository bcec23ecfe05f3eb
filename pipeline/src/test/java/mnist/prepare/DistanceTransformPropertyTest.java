package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import mnist.prepare.Planes.Mask;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Distances against those to each pixel of the mask. */
class DistanceTransformPropertyTest {

  @Provide
  Arbitrary<Mask> masks() {
    return Planes.masks();
  }

  @Property(tries = 300)
  void distancesAreExactWithinReachAndGreaterBeyond(
      @ForAll("masks") Mask mask, @ForAll @IntRange(min = 1, max = 14) int reach) {
    float[] distances = DistanceTransform.of(mask.pixels(), mask.height(), mask.width(), reach);

    for (int row = 0; row < mask.height(); row++) {
      for (int column = 0; column < mask.width(); column++) {
        double nearest = nearest(mask, row, column);
        double found = distances[row * mask.width() + column];
        if (nearest <= reach) {
          assertThat(found).isCloseTo(nearest, within(1e-5));
        } else {
          assertThat(found).isGreaterThan(reach);
        }
      }
    }
  }

  private static double nearest(Mask mask, int row, int column) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.at(y, x)) {
          nearest = Math.min(nearest, Math.hypot(y - row, x - column));
        }
      }
    }
    return nearest;
  }
}
