package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the definitions, over all pairs. */
@ExtendWith(SparkExtension.class)
class EnergyHistogramTest {

  private static final StructType ENERGY =
      new StructType().add("energy", DataTypes.FloatType, true);

  private static EnergyHistogram histogram(SparkSession spark, List<Float> energies, int parts) {
    List<Row> rows = energies.stream().map(energy -> RowFactory.create(energy)).toList();
    return EnergyHistogram.of(spark.createDataFrame(rows, ENERGY).repartition(parts));
  }

  /** Of quarters there are many equal ones, and each has a bucket of its own. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void figuresAreTheirDefinitions(long seed, SparkSession spark) {
    Random random = new Random(seed);
    List<Float> digits = drawn(80, () -> Math.round(12 * random.nextGaussian() - 20) / 4f);
    List<Float> others = drawn(50, () -> Math.round(12 * random.nextGaussian()) / 4f);
    others.addAll(List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f));
    digits.addAll(List.of(Float.POSITIVE_INFINITY, 0f, Float.MAX_VALUE));
    others.add(null);

    EnergyHistogram ofDigits = histogram(spark, digits, 3);
    EnergyHistogram ofOthers = histogram(spark, others, 2);

    assertThat(ofDigits.images()).isEqualTo(83);
    assertThat(ofOthers.images()).isEqualTo(55);
    assertThat(ofDigits.auroc(ofOthers)).isCloseTo(auroc(digits, others), within(1e-15));
    assertThat(ofDigits.falsePositiveRate(ofOthers)).isEqualTo(fpr95(digits, others));
  }

  @Test
  void energiesNearEachOtherChangeLittle(SparkSession spark) {
    Random random = new Random(5);
    List<Float> digits = drawn(700, () -> (float) (3 * random.nextGaussian() - 15));
    List<Float> others = drawn(500, () -> (float) (4 * random.nextGaussian() - 8));

    double auroc = histogram(spark, digits, 2).auroc(histogram(spark, others, 2));

    assertThat(auroc).isCloseTo(auroc(digits, others), within(1e-5));
  }

  @Test
  void partitionsDoNotMatter(SparkSession spark) {
    Random random = new Random(6);
    List<Float> digits = drawn(300, () -> (float) random.nextGaussian());
    List<Float> others = drawn(200, () -> (float) random.nextGaussian() + 1);
    double auroc = histogram(spark, digits, 1).auroc(histogram(spark, others, 1));

    Collections.shuffle(digits, random);
    Collections.shuffle(others, random);

    assertThat(histogram(spark, digits, 5).auroc(histogram(spark, others, 3))).isEqualTo(auroc);
  }

  @Test
  void bucketsAreInTheOrderOfEnergies() {
    Random random = new Random(7);
    List<Float> energies =
        new ArrayList<>(
            Stream.generate(() -> Float.intBitsToFloat(random.nextInt())).limit(10_000).toList());
    energies.addAll(List.of(0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.NaN));
    energies.sort(Float::compare);

    int[] buckets = energies.stream().mapToInt(EnergyHistogram::bucket).toArray();

    assertThat(buckets).isSorted();
    assertThat(IntStream.of(buckets).distinct().count()).isGreaterThan(9_000);
    assertThat(EnergyHistogram.bucket(-0f)).isEqualTo(EnergyHistogram.bucket(0f));
  }

  private static List<Float> drawn(int count, Supplier<Float> draw) {
    return new ArrayList<>(Stream.generate(draw).limit(count).toList());
  }

  private static float known(Float energy) {
    return energy == null ? Float.NaN : energy;
  }

  private static double auroc(List<Float> digits, List<Float> others) {
    double sum = 0;
    for (Float digit : digits) {
      for (Float other : others) {
        int order = Float.compare(known(other) + 0f, known(digit) + 0f);
        sum += order > 0 ? 1 : order == 0 ? 0.5 : 0;
      }
    }
    return sum / digits.size() / others.size();
  }

  /** The bound is the least energy of a digit that 95 % of them don't exceed. */
  private static double fpr95(List<Float> digits, List<Float> others) {
    List<Float> sorted = digits.stream().sorted().toList();
    float bound = sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
    return (double) others.stream().filter(other -> known(other) <= bound).count() / others.size();
  }
}
