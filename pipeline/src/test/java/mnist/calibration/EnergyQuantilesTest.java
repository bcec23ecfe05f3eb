package mnist.calibration;

import static mnist.evaluate.Predictions.predictions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mnist.InvalidInputException;
import mnist.testing.SparkExtension;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

class EnergyQuantilesTest {

  @Property
  void isMonotoneFromNoneToAll(
      @ForAll @Size(min = 1, max = 30) List<@FloatRange(min = -20, max = 5) Float> energies,
      @ForAll @IntRange(min = 0, max = 5000) int more,
      @ForAll @FloatRange(min = -25, max = 10) float one,
      @ForAll @FloatRange(min = -25, max = 10) float other) {
    List<Float> sorted = energies.stream().sorted().toList();
    EnergyQuantiles quantiles = new EnergyQuantiles(sorted.size() + more, sorted);
    float least = sorted.get(0);
    float greatest = sorted.get(sorted.size() - 1);

    assertThat(quantiles.novelty(Math.min(one, other)))
        .isLessThanOrEqualTo(quantiles.novelty(Math.max(one, other)))
        .isBetween(0f, 1f);
    assertThat(quantiles.novelty(least)).isZero();
    assertThat(quantiles.novelty(Math.nextDown(least))).isZero();
    assertThat(quantiles.novelty(greatest)).isLessThan(1);
    assertThat(quantiles.novelty(Math.nextUp(greatest))).isOne();
    assertThat(quantiles.novelty(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(quantiles.novelty(Float.NaN)).isOne();
  }

  /** Against counting. */
  @Property
  void ofFewImagesItIsTheShareThatIsLower(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = -9, max = 9) Integer> energies,
      @ForAll @DoubleRange(min = 0, max = 1) double refusals) {
    List<Float> sorted = energies.stream().sorted().map(Integer::floatValue).toList();
    EnergyQuantiles quantiles = new EnergyQuantiles(sorted.size(), sorted);

    for (float energy : sorted) {
      double lower = sorted.stream().filter(other -> other < energy).count();
      assertThat(quantiles.novelty(energy)).isEqualTo((float) (lower / sorted.size()));
    }
    assertThat((double) above(quantiles, sorted, 1 - refusals))
        .isLessThanOrEqualTo(refusals * sorted.size() + 1e-6);
  }

  @Example
  void betweenTwoImagesItIsInterpolated() {
    EnergyQuantiles quantiles = new EnergyQuantiles(4, List.of(-8f, -4f, -4f, 0f));

    assertThat(quantiles.novelty(-7f)).isEqualTo(0.0625f);
    assertThat(quantiles.novelty(-4f)).isEqualTo(0.25f);
    assertThat(quantiles.novelty(-2f)).isEqualTo(0.625f);
    assertThat(quantiles.novelty(0f)).isEqualTo(0.75f);
  }

  @Property(tries = 4)
  void ofManyImagesTheSharesAreKeptWithinAPoint(
      @ForAll long seed,
      @ForAll @IntRange(min = 2002, max = 9000) int count,
      @ForAll @IntRange(min = 1, max = 7) int partitions) {
    Random random = new Random(seed);
    List<Float> energies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      energies.add((float) (random.nextGaussian() - 10));
    }

    EnergyQuantiles quantiles = fit(energies, partitions);

    assertThat(quantiles.energies())
        .hasSize(EnergyQuantiles.MOST)
        .startsWith(Collections.min(energies))
        .endsWith(Collections.max(energies));
    for (double refusals : new double[] {0.001, 0.01, 0.05, 0.5}) {
      assertThat((double) above(quantiles, energies, 1 - refusals) / count)
          .isCloseTo(refusals, within(1.0 / 2000 + 1.0 / count));
    }
    Collections.shuffle(energies, random);
    assertThat(fit(energies, 1 + partitions)).isEqualTo(quantiles);
  }

  @Example
  void ofFewImagesAllAreKept() {
    assertThat(fit(List.of(2f, -3f, 2f), 4).energies()).containsExactly(-3f, 2f, 2f);
    assertThat(fit(List.of(7f), 1).energies()).containsExactly(7f);
  }

  @Example
  void aDivergedNetworksAreTheGreatestThereAre() {
    EnergyQuantiles quantiles =
        fit(List.of(Float.NaN, 1f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY), 2);

    assertThat(quantiles.energies())
        .containsExactly(-Float.MAX_VALUE, 1f, Float.MAX_VALUE, Float.MAX_VALUE);
  }

  @Example
  void whatIsNoDistributionIsRefused() {
    assertRefused("number of energies must be 1 to 3, but was 0", 3, List.of());
    assertRefused("number of energies must be 1 to 1, but was 2", 1, List.of(1f, 2f));
    assertRefused(
        "number of energies must be 1 to 2001, but was 2002", 9000, Collections.nCopies(2002, 1f));
    assertThatThrownBy(() -> new EnergyQuantiles(2, List.of(2f, 1f)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("energy must be 2")
        .hasMessageEndingWith("but was 1.0");
  }

  private static void assertRefused(String message, long examples, List<Float> energies) {
    assertThatThrownBy(() -> new EnergyQuantiles(examples, energies))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  private static long above(EnergyQuantiles quantiles, List<Float> energies, double novelty) {
    return energies.stream().filter(energy -> quantiles.novelty(energy) > novelty).count();
  }

  private static EnergyQuantiles fit(List<Float> energies, int partitions) {
    List<Row> rows = new ArrayList<>();
    for (float energy : energies) {
      rows.add(RowFactory.create((long) rows.size(), 0, 0, new Float[] {1f, 0f}, 1f, energy));
    }
    return EnergyQuantiles.of(
        predictions(SparkExtension.session(), rows).repartition(partitions), rows.size());
  }
}
