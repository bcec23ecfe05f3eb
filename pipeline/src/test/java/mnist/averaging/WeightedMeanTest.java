package mnist.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WeightedMeanTest {

  @Property
  void ofOneIsItselfToTheLastBit(
      @ForAll @Size(5) float[] vector, @ForAll @IntRange(min = 1) int weight) {
    assertThat(WeightedMean.of(List.of(vector), new long[] {weight})).isEqualTo(vector);
  }

  @Property
  void isTheExactMeanRounded(
      @ForAll @Size(min = 2, max = 9) List<@FloatRange(min = -10, max = 10) Float> values,
      @ForAll @IntRange(min = 1, max = 1000) int firstWeight) {
    long[] weights = new long[values.size()];
    Arrays.setAll(weights, i -> firstWeight + i);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < weights.length; i++) {
      BigDecimal value = new BigDecimal((double) values.get(i));
      sum = sum.add(value.multiply(BigDecimal.valueOf(weights[i])));
    }
    BigDecimal total = BigDecimal.valueOf(Arrays.stream(weights).sum());
    float exact = sum.divide(total, MathContext.DECIMAL128).floatValue();

    float[] mean =
        WeightedMean.of(values.stream().map(value -> new float[] {value}).toList(), weights);

    assertThat(mean[0]).isCloseTo(exact, within(Math.ulp(Math.max(1e-6f, Math.abs(exact)))));
  }
}
