package mnist.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.junit.jupiter.api.Test;

class IntervalTest {

  @Test
  void isTheHandComputedOne() {
    // z^2 = 3.8414588; middle (0.9 + 0.019207) / 1.038415, half 0.060898 / 1.038415.
    Interval interval = Interval.wilson(90, 100);

    assertThat(interval.low()).isCloseTo(0.8256343, within(1e-7));
    assertThat(interval.high()).isCloseTo(0.9447709, within(1e-7));
  }

  @Property(tries = 300)
  void agreesWithCommonsMath(
      @ForAll @IntRange(min = 1, max = 100_000) int total,
      @ForAll @IntRange(min = 0, max = 100_000) int drawn) {
    int hits = drawn % (total + 1);
    ConfidenceInterval oracle = new WilsonScoreInterval().createInterval(total, hits, 0.95);

    Interval interval = Interval.wilson(hits, total);

    assertThat(interval.low()).isCloseTo(Math.max(0, oracle.getLowerBound()), within(1e-9));
    assertThat(interval.high()).isCloseTo(oracle.getUpperBound(), within(1e-9));
    assertThat(interval.low()).isBetween(0.0, (double) hits / total);
    assertThat(interval.high()).isBetween((double) hits / total, 1.0);
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
