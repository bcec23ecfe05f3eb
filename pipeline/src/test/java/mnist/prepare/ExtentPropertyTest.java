package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** Extents of what is drawn with smooth edges. */
class ExtentPropertyTest {

  @Property
  void aBlockReachesFromEdgeToEdge(
      @ForAll @DoubleRange(min = 0, max = 4) double top,
      @ForAll @DoubleRange(min = 6, max = 10) double bottom,
      @ForAll @DoubleRange(min = 0, max = 3) double left,
      @ForAll @DoubleRange(min = 5, max = 12) double right) {
    Plane block = new Plane(10, 12);
    for (int i = 0; i < block.values().length; i++) {
      block.values()[i] = (float) (covered(i / 12, top, bottom) * covered(i % 12, left, right));
    }

    assertExtent(Extent.ofRows(block), top, bottom);
    assertExtent(Extent.ofColumns(block), left, right);
  }

  private static double covered(int pixel, double from, double to) {
    return Math.max(0, Math.min(pixel + 1, to) - Math.max(pixel, from));
  }

  private static void assertExtent(Extent found, double start, double end) {
    // An edge within the outermost pixel of ink that is nearly full is taken for that pixel's.
    assertThat(found.start()).isCloseTo(start, within(0.1 + 1e-5));
    assertThat(found.end()).isCloseTo(end, within(0.1 + 1e-5));
    assertThat(found.length()).isCloseTo(end - start, within(0.2 + 2e-5));
  }

  /** Its ink would reach as far if all of it were as dark as where it is darkest first. */
  @Example
  void faintInkEndsWhereItsSlopeWouldIfItWereSteep() {
    Extent extent = Extent.ofColumns(Planes.ink("0036636300"));

    assertThat(extent.start()).isCloseTo(2.5, within(1e-6));
    assertThat(extent.end()).isCloseTo(7.5, within(1e-6));
  }

  @Example
  void aGridIsCentredInIt() {
    assertThat(new Extent(2, 7).centered(0.5, 4)).isEqualTo(new Grid(3.5, 0.5, 4));
  }

  @Example
  void aGridAroundALineCoversItEvenly() {
    assertThat(Grid.around(10, 0.4)).isEqualTo(new Grid(0, 0.4, 25));
    assertThat(Grid.around(10, 3)).isEqualTo(new Grid(-1, 3, 4));
    assertThat(Grid.around(1, 4)).isEqualTo(new Grid(-1.5, 4, 1));
  }
}
