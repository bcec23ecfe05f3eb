package mnist.examination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.distribution.BinomialDistribution;

class ShareIntervalTest {

  /** By what defines it: at the lower end, so many hits or more have just that chance. */
  @Property(tries = 100)
  void lowerEndIsWhereSoManyHitsAreAsUnlikelyAsTheError(
      @ForAll @IntRange(min = 1, max = 500) int total, @ForAll @IntRange(max = 499) int more) {
    int hits = 1 + more % total;
    double low = ShareInterval.atLeast(hits, total);

    double chance = 1 - new BinomialDistribution(null, total, low).cumulativeProbability(hits - 1);

    assertThat(chance).isCloseTo(ShareInterval.ERROR, within(1e-7));
    assertThat(ShareInterval.atMost(total - hits, total)).isEqualTo(1 - low);
  }

  @Property(tries = 1)
  void nothingIsKnownOfNoImages() {
    assertThat(ShareInterval.atLeast(0, 0)).isZero();
    assertThat(ShareInterval.atMost(0, 0)).isOne();
    assertThat(ShareInterval.atLeast(0, 10)).isZero();
    assertThat(ShareInterval.atLeast(3_000_000_000L, 6_000_000_000L)).isEqualTo(0.5);
  }
}
