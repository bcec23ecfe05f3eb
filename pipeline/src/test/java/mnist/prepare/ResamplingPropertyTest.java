package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import mnist.picture.GrayPicture;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Resampling against integrals, means and polynomials. */
class ResamplingPropertyTest {

  @Provide
  Arbitrary<Plane> planes() {
    return Planes.planes();
  }

  @Property(tries = 200)
  void reducingTakesMeansOfBlocks(
      @ForAll("planes") Plane plane, @ForAll @IntRange(min = 1, max = 13) int factor) {
    byte[] pixels = new byte[plane.values().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) plane.values()[i];
    }

    Plane reduced =
        Resampling.reduce(new GrayPicture(plane.height(), plane.width(), pixels), factor);

    assertThat(reduced.height()).isEqualTo((int) Math.ceil(plane.height() / (double) factor));
    assertThat(reduced.width()).isEqualTo((int) Math.ceil(plane.width() / (double) factor));
    double[] sums = new double[reduced.values().length];
    int[] counts = new int[sums.length];
    for (int i = 0; i < pixels.length; i++) {
      int to = i / plane.width() / factor * reduced.width() + i % plane.width() / factor;
      sums[to] += plane.values()[i];
      counts[to]++;
    }
    for (int i = 0; i < sums.length; i++) {
      assertThat((double) reduced.values()[i]).isCloseTo(sums[i] / counts[i], within(1e-4));
    }
  }

  @Property
  void factorIsTheLeastThatFits(
      @ForAll @IntRange(min = 1, max = 5000) int height,
      @ForAll @IntRange(min = 1, max = 5000) int width,
      @ForAll @IntRange(min = 1, max = 200) int side) {
    int factor = Resampling.factor(height, width, side);

    assertThat(factor).isGreaterThanOrEqualTo(1);
    assertThat((long) factor * side).isGreaterThanOrEqualTo(Math.max(height, width));
    assertThat((factor - 1L) * side).isLessThan(Math.max(height, width));
  }

  @Property(tries = 200)
  void fewerPixelsAreIntegralsOverWhatTheyCover(
      @ForAll("planes") Plane plane,
      @ForAll @DoubleRange(min = -3, max = 3) double top,
      @ForAll @DoubleRange(min = -3, max = 3) double left,
      @ForAll @DoubleRange(min = 1, max = 5) double high,
      @ForAll @DoubleRange(min = 1, max = 5) double wide,
      @ForAll @IntRange(min = 1, max = 8) int rows,
      @ForAll @IntRange(min = 1, max = 8) int columns) {
    Plane found =
        Resampling.resample(plane, new Grid(top, high, rows), new Grid(left, wide, columns));

    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double sum = 0;
        for (int i = 0; i < plane.values().length; i++) {
          sum +=
              plane.values()[i]
                  * overlap(i / plane.width(), top + row * high, high)
                  * overlap(i % plane.width(), left + column * wide, wide);
        }
        assertThat((double) found.values()[row * columns + column])
            .isCloseTo(sum / (high * wide), within(1e-3));
      }
    }
  }

  private static double overlap(int pixel, double from, double length) {
    return Math.max(0, Math.min(pixel + 1, from + length) - Math.max(pixel, from));
  }

  /** Keys' convolution is exact for polynomials of degree 2, away from the plane's edge. */
  @Property(tries = 200)
  void morePixelsLieOnTheParabolasThatTheyAreMadeOf(
      @ForAll @DoubleRange(min = -2, max = 2) double a,
      @ForAll @DoubleRange(min = -2, max = 2) double b,
      @ForAll @DoubleRange(min = -2, max = 2) double c,
      @ForAll @DoubleRange(min = 0.1, max = 0.99) double step,
      @ForAll @DoubleRange(min = 2.5, max = 3.5) double start) {
    Plane plane = new Plane(10, 12);
    for (int i = 0; i < plane.values().length; i++) {
      double y = i / 12 + 0.5;
      double x = i % 12 + 0.5;
      plane.values()[i] = (float) (a * y * y + b * x * x + c * x * y + 7);
    }
    int count = (int) Math.floor((7.5 - start) / step);

    Plane found =
        Resampling.resample(
            plane, new Grid(start, step, count), new Grid(start + 0.5, step, count));

    for (int i = 0; i < found.values().length; i++) {
      double y = start + (i / count + 0.5) * step;
      double x = start + 0.5 + (i % count + 0.5) * step;
      assertThat((double) found.values()[i])
          .isCloseTo(a * y * y + b * x * x + c * x * y + 7, within(2e-3));
    }
  }

  @Example
  void beyondThePlaneThereIsNothing() {
    Plane line = new Plane(1, 2, new float[] {16, 16});

    Plane found = Resampling.resample(line, new Grid(0, 1, 1), new Grid(-1.25, 0.5, 9));

    // By (-1, 9, 9, -1) / 16 between two positions, and by one alone upon it.
    assertThat(found.values()).containsExactly(-1, 0, 8, 16, 18, 16, 8, 0, -1);
  }
}
