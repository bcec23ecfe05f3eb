package mnist.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;

class DistancesPropertyTest {

  @Provide
  static Arbitrary<Tuple2<long[], long[]>> counts() {
    return Arbitraries.integers()
        .between(1, 30)
        .flatMap(
            bins -> {
              Arbitrary<long[]> some =
                  Arbitraries.longs()
                      .between(0, 1000)
                      .array(long[].class)
                      .ofSize(bins)
                      .filter(each -> Arrays.stream(each).sum() > 0);
              return some.flatMap(one -> some.map(other -> Tuple.of(one, other)));
            });
  }

  @Property
  void distanceIsSymmetricAndFromZeroToOne(@ForAll("counts") Tuple2<long[], long[]> counts) {
    double distance = JensenShannonDistance.of(counts.get1(), counts.get2());

    assertThat(distance).isBetween(0.0, 1.0);
    assertThat(JensenShannonDistance.of(counts.get2(), counts.get1()))
        .isCloseTo(distance, within(1e-12));
    assertThat(JensenShannonDistance.of(counts.get1(), counts.get1())).isZero();
  }

  /** By entropies: that of the mean less the mean of both. */
  @Property
  void distanceIsThatOfEntropies(@ForAll("counts") Tuple2<long[], long[]> counts) {
    double[] one = shares(counts.get1());
    double[] other = shares(counts.get2());
    double[] mean = new double[one.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (one[i] + other[i]) / 2;
    }
    double divergence = entropy(mean) - (entropy(one) + entropy(other)) / 2;

    double distance = JensenShannonDistance.of(counts.get1(), counts.get2());

    assertThat(distance * distance).isCloseTo(divergence, within(1e-9));
  }

  @Test
  void nothingInCommonIsOneBitApart() {
    assertThat(JensenShannonDistance.of(new long[] {3, 0}, new long[] {0, 8})).isEqualTo(1);
  }

  @Property
  void indexIsZeroForEqualSharesAndElseAbove(@ForAll("counts") Tuple2<long[], long[]> counts) {
    long[] thrice = Arrays.stream(counts.get1()).map(count -> 3 * count).toArray();

    assertThat(PopulationStabilityIndex.of(counts.get1(), counts.get2())).isNotNegative();
    assertThat(PopulationStabilityIndex.of(counts.get1(), thrice)).isZero();
  }

  /** By both Kullback-Leibler divergences, whose sum it is where no bin is empty. */
  @Property
  void indexIsTheSumOfBothDivergences(@ForAll("counts") Tuple2<long[], long[]> counts) {
    long[] reference = Arrays.stream(counts.get1()).map(count -> count + 1).toArray();
    long[] actual = Arrays.stream(counts.get2()).map(count -> count + 1).toArray();

    assertThat(PopulationStabilityIndex.of(reference, actual))
        .isCloseTo(
            divergence(shares(reference), shares(actual))
                + divergence(shares(actual), shares(reference)),
            within(1e-9));
  }

  @Test
  void emptyBinCountsAsHalfAValue() {
    double p = 0.5 / 100;
    double q = 0.1;

    assertThat(PopulationStabilityIndex.of(new long[] {0, 100, 0}, new long[] {10, 90, 0}))
        .isCloseTo((q - p) * Math.log(q / p) + (0.9 - 1) * Math.log(0.9), within(1e-12));
  }

  /** 2,000 samples of one distribution: as many exceed the bound as are said to. */
  @Test
  void chanceExceedsTheBoundAsOftenAsItSays() {
    Random random = new Random(5);
    long[] reference = sample(random, 20_000);
    double bound = PopulationStabilityIndex.exceededByChance(20_000, 500, 10, 0.05);
    int exceeded = 0;
    for (int draw = 0; draw < 2000; draw++) {
      exceeded += PopulationStabilityIndex.of(reference, sample(random, 500)) > bound ? 1 : 0;
    }

    // The reference is drawn once, so that draws share its luck.
    assertThat(exceeded / 2000.0).isBetween(0.02, 0.09);
    assertThat(PopulationStabilityIndex.exceededByChance(10, 10, 1, 0.05)).isZero();
  }

  private static long[] sample(Random random, int size) {
    long[] counts = new long[10];
    for (int i = 0; i < size; i++) {
      counts[random.nextInt(10)]++;
    }
    return counts;
  }

  private static double[] shares(long[] counts) {
    double total = Arrays.stream(counts).sum();
    return Arrays.stream(counts).mapToDouble(count -> count / total).toArray();
  }

  private static double entropy(double[] shares) {
    return Arrays.stream(shares)
        .filter(share -> share > 0)
        .map(share -> -share * Math.log(share) / Math.log(2))
        .sum();
  }

  private static double divergence(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * Math.log(one[i] / other[i]);
    }
    return sum;
  }

  @Property
  void binsOfTheReferenceHoldATenthEachAndLoseNothing(
      @ForAll("counts") Tuple2<long[], long[]> counts) {
    Histogram reference = histogram(counts.get1());
    Binning binning = Binning.of(Measure.INK, reference);
    long[] binned = binning.counts(reference);
    long[] others = binning.counts(histogram(counts.get2()));

    assertThat(Arrays.stream(binned).sum()).isEqualTo(reference.total());
    assertThat(Arrays.stream(others).sum()).isEqualTo(Arrays.stream(counts.get2()).sum());
    assertThat(binning.edges()).isSorted().hasSize(binned.length + 1);
    for (int bin = 0; bin < binned.length; bin++) {
      // A smaller one lies between such that are one fine bin, or the ends.
      boolean isEnclosed =
          isAlone(binning, bin - 1, counts.get1()) && isAlone(binning, bin + 1, counts.get1());
      assertThat(10 * binned[bin] >= reference.total() || isEnclosed).isTrue();
    }
  }

  private static boolean isAlone(Binning binning, int bin, long[] counts) {
    if (bin < 0 || bin >= binning.size()) {
      return true;
    }
    double[] edges = binning.edges();
    return edges[bin + 1] - edges[bin] == 1
        && 10 * counts[(int) edges[bin]] >= Arrays.stream(counts).sum();
  }

  private static Histogram histogram(long[] counts) {
    List<Double> edges = IntStream.rangeClosed(0, counts.length).mapToObj(i -> (double) i).toList();
    return new Histogram(edges, Arrays.stream(counts).boxed().toList());
  }
}
