package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Otsu's division against all divisions. */
class OtsuPropertyTest {

  @Provide
  Arbitrary<Plane> planes() {
    return Planes.planes();
  }

  @Property(tries = 200)
  void noOtherDivisionHasMoreVarianceBetweenItsClasses(@ForAll("planes") Plane plane) {
    // So that a bin holds one value.
    plane.values()[0] = 255;

    Otsu found = Otsu.of(plane);

    double best =
        IntStream.rangeClosed(1, 255).mapToDouble(from -> between(plane, from)).max().orElse(0);
    double variance = variance(plane);
    assertThat(found.separation())
        .isCloseTo(variance == 0 ? 0 : best / variance, within(1e-9))
        .isBetween(0.0, 1 + 1e-9);
    if (variance > 0) {
      assertThat(between(plane, found.threshold())).isCloseTo(best, within(1e-6));
      assertThat((double) found.upperMean())
          .isCloseTo(upper(plane, found.threshold()).average().orElseThrow(), within(1e-3));
    }
  }

  @Example
  void smallValuesAreDividedAsWell() {
    Otsu found = Otsu.of(new Plane(1, 6, new float[] {0, 0.01f, 0.02f, 0.4f, 0.45f, 0.5f}));

    assertThat(found.threshold()).isBetween(0.02f, 0.4f);
    assertThat(found.upperMean()).isCloseTo(0.45f, within(0.002f));
  }

  @Example
  void nothingHasNoClasses() {
    assertThat(Otsu.of(new Plane(3, 3))).isEqualTo(new Otsu(0, 0, 0));
  }

  private static double between(Plane plane, double from) {
    double[] above = upper(plane, from).toArray();
    double[] below = values(plane).filter(value -> value < from).toArray();
    if (above.length == 0 || below.length == 0) {
      return 0;
    }
    double count = plane.values().length;
    double difference =
        DoubleStream.of(above).average().orElseThrow()
            - DoubleStream.of(below).average().orElseThrow();
    return above.length / count * (below.length / count) * difference * difference;
  }

  private static DoubleStream upper(Plane plane, double from) {
    return values(plane).filter(value -> value >= from);
  }

  private static double variance(Plane plane) {
    double mean = values(plane).average().orElseThrow();
    return values(plane).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
  }

  private static DoubleStream values(Plane plane) {
    return IntStream.range(0, plane.values().length).mapToDouble(i -> plane.values()[i]);
  }
}
