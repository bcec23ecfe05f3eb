package mnist.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IntervalTest {

  @Test
  void isTheHandComputedOne() {
    // z^2 = 3.8414588; middle (0.9 + 0.019207) / 1.038415, half 0.060898 / 1.038415.
    Interval interval = Interval.wilson(90, 100);

    assertThat(interval.low()).isCloseTo(0.8256343, within(1e-7));
    assertThat(interval.high()).isCloseTo(0.9447709, within(1e-7));
  }

  /** Wilson's ends are where the share lies as far from them as z of their standard deviations. */
  @Property(tries = 300)
  void endsAreThoseOfWilsonsEquation(
      @ForAll @IntRange(min = 1, max = 100_000) int total,
      @ForAll @IntRange(min = 0, max = 100_000) int drawn) {
    int hits = drawn % (total + 1);
    double share = (double) hits / total;
    double weight = 1.959963984540054 * 1.959963984540054 / total;
    double middle = (share + weight / 2) / (1 + weight);
    double half = Math.sqrt(weight * (share * (1 - share) + weight / 4)) / (1 + weight);

    Interval interval = Interval.wilson(hits, total);

    assertThat(interval.low()).isCloseTo(middle - half, within(1e-12));
    assertThat(interval.high()).isCloseTo(middle + half, within(1e-12));
    assertThat(interval.low()).isBetween(0.0, share);
    assertThat(interval.high()).isBetween(share, 1.0);
  }

  @Test
  void ofNoneAndOfAllItMeetsTheEnds() {
    for (int total : new int[] {1, 3, 10, 153, 9_973, 10_000}) {
      assertThat(Interval.wilson(0, total).low()).isZero();
      assertThat(Interval.wilson(total, total).high()).isEqualTo(1);
    }
  }

  @Test
  void nothingDrawnSaysNothing() {
    assertThat(Interval.wilson(0, 0)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void moreHitsThanExamplesAreRefused() {
    assertThatThrownBy(() -> Interval.wilson(3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hits must be in 0..2, but was 3");
  }
}
