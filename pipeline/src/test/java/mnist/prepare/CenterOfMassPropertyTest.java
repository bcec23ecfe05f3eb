package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CenterOfMassPropertyTest {

  @Provide
  Arbitrary<Plane> planes() {
    return Planes.planes();
  }

  /** In 28 pixels from 13.5 on to below 14.5, counted from the middle of the first. */
  @Property(tries = 200)
  void theCentreComesToTheMiddleByWholePixels(
      @ForAll("planes") Plane image,
      @ForAll @IntRange(min = 28, max = 56) int height,
      @ForAll @IntRange(min = 28, max = 56) int width) {
    image.values()[0] = 1;

    Plane centered = CenterOfMass.centered(image, height, width);

    double sum = 0;
    double rows = 0;
    double columns = 0;
    for (int i = 0; i < centered.values().length; i++) {
      sum += centered.values()[i];
      rows += centered.values()[i] * (double) (i / width);
      columns += centered.values()[i] * (double) (i % width);
    }
    assertThat(rows / sum - height * 14.5 / 28).isBetween(-1.0 - 1e-9, 1e-9);
    assertThat(columns / sum - width * 14.5 / 28).isBetween(-1.0 - 1e-9, 1e-9);
    assertThat(inked(centered)).containsExactly(inked(image));
    assertThat(CenterOfMass.isCentered(centered)).isTrue();
  }

  private static float[] inked(Plane plane) {
    float[] values = new float[plane.values().length];
    int count = 0;
    for (float value : plane.values()) {
      if (value > 0) {
        values[count++] = value;
      }
    }
    return Arrays.copyOf(values, count);
  }

  @Example
  void whatLeavesTheFrameIsCutOff() {
    // All mass but a little is at the left and at the top, and the rest is far from it.
    Plane corner = new Plane(4, 12);
    corner.values()[0] = 100;
    corner.values()[47] = 1;

    Plane centered = CenterOfMass.centered(corner, 4, 4);

    assertThat(centered.values()[2 * 4 + 1]).isEqualTo(100);
    assertThat(inked(centered)).containsExactly(100);
  }

  @Example
  void aPixelBesideTheMiddleIsNotCentered() {
    Plane image = new Plane(28, 28);
    image.values()[14 * 28 + 14] = 1;
    assertThat(CenterOfMass.isCentered(image)).isTrue();
    for (int at : new int[] {13 * 28 + 14, 15 * 28 + 14, 14 * 28 + 13, 14 * 28 + 15}) {
      Plane beside = new Plane(28, 28);
      beside.values()[at] = 1;
      assertThat(CenterOfMass.isCentered(beside)).isFalse();
    }
  }
}
