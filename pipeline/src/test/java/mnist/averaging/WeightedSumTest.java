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

class WeightedSumTest {

  @Property
  void ofOneIsItselfToTheLastBit(
      @ForAll @Size(5) float[] vector, @ForAll @IntRange(min = 1) int weight) {
    WeightedSum sum = new WeightedSum(vector.length);
    sum.add(vector, weight);

    assertThat(sum.mean()).isEqualTo(vector);
  }

  @Property
  void isTheExactMeanRounded(
      @ForAll @Size(min = 2, max = 9) List<@FloatRange(min = -10, max = 10) Float> values,
      @ForAll @IntRange(min = 1, max = 1000) int firstWeight,
      @ForAll @IntRange(max = 9) int split) {
    long[] weights = new long[values.size()];
    Arrays.setAll(weights, i -> firstWeight + i);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < weights.length; i++) {
      BigDecimal value = new BigDecimal((double) values.get(i));
      sum = sum.add(value.multiply(BigDecimal.valueOf(weights[i])));
    }
    BigDecimal total = BigDecimal.valueOf(Arrays.stream(weights).sum());
    float exact = sum.divide(total, MathContext.DECIMAL128).floatValue();

    WeightedSum first = new WeightedSum(1);
    WeightedSum rest = new WeightedSum(1);
    for (int i = 0; i < weights.length; i++) {
      (i < split ? first : rest).add(new float[] {values.get(i)}, weights[i]);
    }
    first.add(rest);

    assertThat(first.mean()[0])
        .isCloseTo(exact, within(Math.ulp(Math.max(1e-6f, Math.abs(exact)))));
  }
}
