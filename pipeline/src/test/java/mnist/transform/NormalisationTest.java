package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import mnist.InvalidInputException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalisationTest {

  @Test
  void scaleOnlyGivesZeroToOne() {
    float[] table = Normalisation.SCALE_ONLY.table();

    assertThat(table).hasSize(256);
    assertThat(table[0]).isZero();
    assertThat(table[51]).isEqualTo(0.2f);
    assertThat(table[255]).isEqualTo(1f);
  }

  @Test
  void standardisesByMeanAndDeviation() {
    float[] pixels = {0, 127.5f, 255};

    new Normalisation(0.5, 0.25).apply(pixels);

    assertThat(pixels).containsExactly(-2f, 0f, 2f);
  }

  /** Training applies one form, scoring the other. */
  @Property(tries = 200)
  void tableAndApplyAgree(
      @ForAll @DoubleRange(min = 0, max = 1) double mean,
      @ForAll @DoubleRange(min = 0.01, max = 1) double standardDeviation) {
    Normalisation normalisation = new Normalisation(mean, standardDeviation);
    float[] applied = new float[256];
    for (int pixel = 0; pixel < applied.length; pixel++) {
      applied[pixel] = pixel;
    }

    normalisation.apply(applied);

    float[] table = normalisation.table();
    // Two roundings of float32 apart, on values up to 1 / standardDeviation.
    float tolerance = (float) (3e-7 / standardDeviation);
    for (int pixel = 0; pixel < applied.length; pixel++) {
      assertThat(applied[pixel]).isCloseTo(table[pixel], within(tolerance));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void deviationMustBeAboveZero(double standardDeviation) {
    assertThatThrownBy(() -> new Normalisation(0.1, standardDeviation))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "standard deviation of the pixels must be above 0, but was "
                + standardDeviation
                + "; give training images that aren't all the same");
  }

  @Test
  void meanMustBeFinite() {
    assertThatThrownBy(() -> new Normalisation(Double.NaN, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("mean of the pixels must be finite, but was NaN");
  }
}
