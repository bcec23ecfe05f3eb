package mnist.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ComparisonPropertyTest {

  /** Binomial coefficients added up as whole numbers. */
  @Property(tries = 200)
  void pValueIsTheSumOfBothTails(
      @ForAll @IntRange(min = 0, max = 1500) int first,
      @ForAll @IntRange(min = 1, max = 1500) int second) {
    int discordant = first + second;
    BigInteger ways = BigInteger.ONE;
    BigInteger tail = BigInteger.ZERO;
    for (int k = 0; k <= Math.min(first, second); k++) {
      tail = tail.add(ways);
      ways = ways.multiply(BigInteger.valueOf(discordant - k)).divide(BigInteger.valueOf(k + 1));
    }
    double oneSide =
        new BigDecimal(tail)
            .divide(new BigDecimal(BigInteger.ONE.shiftLeft(discordant)), MathContext.DECIMAL64)
            .doubleValue();

    assertThat(new Comparison(7, first, second, 1).pValue())
        .isCloseTo(Math.min(1, 2 * oneSide), within(1e-12));
  }
}
