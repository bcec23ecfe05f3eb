package mnist.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.distribution.BinomialDistribution;

class ComparisonPropertyTest {

  @Property(tries = 200)
  void pValueAgreesWithCommonsMath(
      @ForAll @IntRange(min = 0, max = 3000) int first,
      @ForAll @IntRange(min = 1, max = 3000) int second) {
    double oneSide =
        new BinomialDistribution(null, first + second, 0.5)
            .cumulativeProbability(Math.min(first, second));

    assertThat(new Comparison(7, first, second, 1).pValue())
        .isCloseTo(Math.min(1, 2 * oneSide), within(1e-9));
  }
}
