package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MovingAverageTest {

  @Test
  void firstRoundIsTheAverage() {
    MovingAverage average = new MovingAverage(0.9, new float[0]);

    average.add(new float[] {4, -2}, 1);

    assertThat(average.values()).containsExactly(4, -2);
  }

  /** The second round leaves 3 / 12 of what there was, and later ones at most what is set. */
  @Test
  void forgetsTheFirstRoundsSooner() {
    MovingAverage average = new MovingAverage(0.5, new float[] {4, -2});

    average.add(new float[] {8, 2}, 2);
    assertThat(average.values()).containsExactly(7, 1);

    average.add(new float[] {1, 1}, 1000);
    assertThat(average.values()).containsExactly(4, 1);
  }

  @Property
  void liesBetweenWhatItHasTakenIn(
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double kept,
      @ForAll @DoubleRange(min = -10, max = 10) double one,
      @ForAll @DoubleRange(min = -10, max = 10) double other,
      @ForAll @IntRange(min = 2, max = 100_000) int round) {
    float first = (float) one;
    float second = (float) other;
    MovingAverage average = new MovingAverage(kept, new float[] {first});

    average.add(new float[] {second}, round);

    assertThat(average.values()[0]).isBetween(Math.min(first, second), Math.max(first, second));
  }

  @Test
  void thereIsNoneUnlessItIsAskedFor() {
    MovingAverage average = new MovingAverage(0, new float[0]);

    average.add(new float[] {4}, 1);

    assertThat(average.isOn()).isFalse();
    assertThat(average.values()).isEmpty();
  }
}
