package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import mnist.InvalidInputException;
import mnist.model.Architecture;
import mnist.transform.Augmentation;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochPlanTest {

  @Property(tries = 300)
  void everyExampleIsInExactlyOneMinibatch(
      @ForAll @IntRange(min = 1, max = 700) int examples,
      @ForAll @IntRange(min = 1, max = 9) int workers,
      @ForAll @IntRange(min = 1, max = 40) int batchSize,
      @ForAll @IntRange(min = 1, max = 12) int averagingFrequency,
      @ForAll @IntRange(min = 1, max = 50) int epoch) {
    Assume.that(examples >= workers * averagingFrequency);
    EpochPlan plan = plan(examples, workers, batchSize, averagingFrequency);

    int[] positions =
        IntStream.range(0, plan.minibatches())
            .flatMap(minibatch -> Arrays.stream(plan.positions(epoch, minibatch)))
            .sorted()
            .toArray();

    assertThat(positions).isEqualTo(IntStream.range(0, examples).toArray());
  }

  @Property(tries = 300)
  void workersGetEquallyManyMinibatchesOfOneSize(
      @ForAll @IntRange(min = 1, max = 1500) int examples,
      @ForAll @IntRange(min = 1, max = 9) int workers,
      @ForAll @IntRange(min = 1, max = 40) int batchSize,
      @ForAll @IntRange(min = 1, max = 12) int averagingFrequency) {
    int aRound = workers * averagingFrequency;
    Assume.that(examples >= aRound);
    EpochPlan plan = plan(examples, workers, batchSize, averagingFrequency);

    assertThat(plan.minibatches() % aRound).isZero();
    // No more rounds than are needed.
    assertThat((plan.minibatches() - aRound) * batchSize).isLessThan(examples);
    IntSummaryStatistics sizes =
        IntStream.range(0, plan.minibatches())
            .map(minibatch -> plan.positions(1, minibatch).length)
            .summaryStatistics();
    assertThat(sizes.getMin()).isPositive();
    assertThat(sizes.getMax() - sizes.getMin()).isLessThanOrEqualTo(1);
    // Minibatches of one example can't be smaller, so some are larger unless rounds come out even.
    int most = batchSize == 1 && examples % aRound != 0 ? 2 : batchSize;
    assertThat(sizes.getMax()).isLessThanOrEqualTo(most);
  }

  @Test
  void mnistTakesNearlyFullMinibatches() {
    EpochPlan plan = plan(54_000, 2, 64, 10);

    // 42.2 rounds of 1280 examples, so 43.
    assertThat(plan.minibatches()).isEqualTo(860);
    assertThat(plan.positions(1, 0)).hasSize(62);
    assertThat(plan.positions(1, 859)).hasSize(63);
  }

  @Test
  void orderIsNewEachEpochAndTheSameForTheSameSeed() {
    EpochPlan plan = new EpochPlan(1000, 1, 7);
    int[] first = plan.positions(1, 0);

    assertThat(plan.positions(2, 0)).isNotEqualTo(first);
    assertThat(new EpochPlan(1000, 1, 8).positions(1, 0)).isNotEqualTo(first);
    assertThat(new EpochPlan(1000, 1, 7).positions(1, 0)).isEqualTo(first);
  }

  /** One order is kept for all tasks of a JVM: it mustn't show who asked before. */
  @Test
  void ordersAreTheSameWhoeverAsksBetween() {
    Map<String, Set<List<Integer>>> orders = new ConcurrentHashMap<>();
    IntStream.range(0, 800)
        .parallel()
        .forEach(
            i -> {
              EpochPlan plan = new EpochPlan(100 + i % 2, 1, i / 2 % 2);
              int epoch = 1 + i / 4 % 2;
              int[] positions = plan.positions(epoch, 0);
              orders
                  .computeIfAbsent(plan + " " + epoch, key -> ConcurrentHashMap.newKeySet())
                  .add(Arrays.stream(positions).boxed().toList());
              Arrays.fill(positions, -1);
            });

    assertThat(orders).hasSize(8);
    assertThat(orders.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    assertThat(Set.copyOf(orders.values())).hasSize(8);
  }

  /** java.util.Random's numbers are specified; these hold what is made of them. */
  @Test
  void orderStaysWhatItWas() {
    assertThat(new EpochPlan(10, 1, 42).positions(1, 0))
        .containsExactly(2, 0, 3, 7, 8, 4, 9, 1, 6, 5);
  }

  /** Of the 10! orders each example stands at each place equally often. */
  @Test
  void everyExampleComesToEveryPlace() {
    int[][] counts = new int[10][10];
    EpochPlan plan = new EpochPlan(10, 1, 3);
    for (int epoch = 1; epoch <= 2000; epoch++) {
      int[] order = plan.positions(epoch, 0);
      for (int place = 0; place < order.length; place++) {
        counts[order[place]][place]++;
      }
    }

    // 200 expected, with a standard deviation of 13.4; 5.2 of them for 100 counts.
    for (int[] example : counts) {
      for (int count : example) {
        assertThat(count).isBetween(130, 270);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 1",
    "7, 2, 4, 8",
    // A product beyond an int.
    "100, 65536, 65536, 4294967296"
  })
  void fewerExamplesThanARoundAreTheUsersMistake(
      int examples, int workers, int averagingFrequency, long needed) {
    assertThatThrownBy(() -> plan(examples, workers, 32, averagingFrequency))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            ("Cannot train on %d examples with train.workers %d and train.averaging-frequency %d: "
                    + "a round takes at least %d examples, one per minibatch; lower one of them or "
                    + "add training images")
                .formatted(examples, workers, averagingFrequency, needed));
  }

  @Test
  void workersShareABatch() {
    TrainingSettings settings = TrainingRuns.rounds(3, 22, 1);

    assertThat(settings.batchSize()).isEqualTo(66);
    assertThat(settings.examplesPerMinibatch()).isEqualTo(22);
    assertThat(EpochPlan.ofWholeRounds(660, settings).minibatches()).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({"64, 1, 64", "64, 3, 22", "64, 64, 1", "64, 100, 1", "1, 1, 1"})
  void sharesAreRoundedUp(int batchSize, int workers, int examples) {
    TrainingSettings settings =
        TrainingRuns.of(
            1,
            Architecture.LENET,
            1,
            batchSize,
            TrainingRuns.averaged(Averaging.DETERMINISTIC, workers, 1),
            1,
            Augmentation.NONE);

    assertThat(settings.examplesPerMinibatch()).isEqualTo(examples);
  }

  @Test
  void hugeMinibatchesMakeOneRound() {
    assertThat(plan(1000, 2, Integer.MAX_VALUE, 500).minibatches()).isEqualTo(1000);
  }

  private static EpochPlan plan(
      int examples, int workers, int examplesPerMinibatch, int averagingFrequency) {
    return EpochPlan.ofWholeRounds(
        examples, TrainingRuns.rounds(workers, examplesPerMinibatch, averagingFrequency));
  }
}
