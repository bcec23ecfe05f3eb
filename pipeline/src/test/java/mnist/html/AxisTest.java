package mnist.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AxisTest {

  private static Axis axis(double low, double high) {
    return new Axis("x", low, high, String::valueOf);
  }

  @Test
  void ticksAreRoundNumbersWithBothEnds() {
    assertThat(axis(0, 1).ticks()).hasSize(6).first().isEqualTo(0.0);
    assertThat(axis(0, 1).ticks().get(5)).isCloseTo(1, within(1e-12));
    assertThat(axis(0.5, 10.5).ticks()).containsExactly(2.0, 4.0, 6.0, 8.0, 10.0);
    assertThat(axis(-30, 30).ticks()).containsExactly(-20.0, 0.0, 20.0);
  }

  @Property
  void ticksLieOnTheAxis(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double length) {
    Axis axis = axis(low, low + length);

    assertThat(axis.ticks()).hasSizeBetween(2, 7);
    assertThat(axis.ticks())
        .allSatisfy(tick -> assertThat(tick).isBetween(low - 1e-6, low + length + 1e-6));
  }

  @Test
  void wholeNumbersHaveNoTicksBetweenThem() {
    Axis oneEpoch = Axis.whole("epoch", 0.5, 1.5);

    assertThat(oneEpoch.ticks()).containsExactly(1.0);
    assertThat(oneEpoch.text().apply(1.0)).isEqualTo("1");
    assertThat(Axis.whole("epoch", 0.5, 3.5).ticks()).containsExactly(1.0, 2.0, 3.0);
    assertThat(Axis.whole("epoch", 0.5, 10.5).ticks()).containsExactly(2.0, 4.0, 6.0, 8.0, 10.0);
  }

  @Test
  void whatLiesOutsideIsBroughtToTheEnd() {
    assertThat(axis(1, 3).share(2)).isEqualTo(0.5);
    assertThat(axis(1, 3).share(0)).isZero();
    assertThat(axis(1, 3).share(9)).isEqualTo(1);
  }

  @Test
  void anAxisThatDoesNotRiseIsRefused() {
    assertThatThrownBy(() -> axis(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Axis must rise, but went from 1.0 to 1.0");
  }
}
