package mnist.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HolmTest {

  /** As R's p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm"). */
  @Test
  void adjustsAsWorkedOutByHand() {
    List<Double> adjusted = Holm.adjusted(List.of(0.01, 0.04, 0.03, 0.005));

    List<Double> expected = List.of(0.03, 0.06, 0.06, 0.02);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(adjusted.get(i)).isCloseTo(expected.get(i), Offset.offset(1e-12));
    }
  }

  @Test
  void ofNoTestsThereIsNothingToAdjust() {
    assertThat(Holm.adjusted(List.of())).isEmpty();
  }

  /** Holm's own procedure: rejects from the smallest on, until one isn't small enough. */
  @Property
  void rejectsAsTheProcedureDoes(
      @ForAll @Size(max = 12) List<@DoubleRange(max = 1) Double> pValues) {
    double alpha = 0.05;
    List<Double> adjusted = Holm.adjusted(pValues);
    List<Double> ascending = pValues.stream().sorted().toList();
    int rejected = 0;
    while (rejected < ascending.size()
        && ascending.get(rejected) <= alpha / (ascending.size() - rejected)) {
      rejected++;
    }

    assertThat(adjusted.stream().filter(p -> p <= alpha)).hasSize(rejected);
    assertThat(IntStream.range(0, adjusted.size()).allMatch(i -> adjusted.get(i) >= pValues.get(i)))
        .isTrue();
    assertThat(Collections.frequency(adjusted, null)).isZero();
  }
}
