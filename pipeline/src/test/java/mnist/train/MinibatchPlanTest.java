package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mnist.InvalidInputException;
import mnist.model.Architecture;
import mnist.transform.Augmentation;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinibatchPlanTest {

  @Property(tries = 300)
  void minibatchesFollowEachOtherFromTheFirstExampleToTheLast(
      @ForAll @IntRange(min = 1, max = 900) int examples,
      @ForAll @IntRange(min = 1, max = 20) int workers,
      @ForAll @IntRange(min = 1, max = 40) int batchSize) {
    MinibatchPlan plan = MinibatchPlan.of(examples, workers, batchSize);

    long next = 0;
    for (int worker = 0; worker < workers; worker++) {
      assertThat(plan.first(worker)).isEqualTo(next);
      for (long i = 0; i < plan.minibatches(worker); i++) {
        assertThat(plan.first(worker, i)).isEqualTo(next);
        long end = plan.first(worker, i + 1);
        assertThat(end - next).isBetween(1L, (long) batchSize);
        next = end;
      }
    }
    assertThat(next).isEqualTo(examples);
    // One less of each couldn't hold the first share, the largest.
    assertThat((plan.perWorker() - 1) * batchSize).isLessThan(plan.first(1));
  }

  @Property(tries = 300)
  void sharesDifferByOneAtMostHoweverManyExamples(
      @ForAll @LongRange(min = 1, max = 1L << 50) long examples,
      @ForAll @IntRange(min = 1, max = 5000) int workers,
      @ForAll @IntRange(min = 1, max = 512) int batchSize) {
    MinibatchPlan plan = MinibatchPlan.of(examples, workers, batchSize);

    LongSummaryStatistics shares =
        IntStream.range(0, workers)
            .mapToLong(worker -> plan.first(worker + 1) - plan.first(worker))
            .summaryStatistics();
    assertThat(shares.getMax() - shares.getMin()).isLessThanOrEqualTo(1);
    assertThat(shares.getSum()).isEqualTo(examples);
    // Of fewer examples than workers the last workers have none.
    int worker = (int) Math.min(workers, examples) - 1;
    long last = plan.minibatches(worker) - 1;
    assertThat(plan.first(worker, last + 1)).isEqualTo(examples);
    assertThat(examples - plan.first(worker, last)).isBetween(1L, (long) batchSize);
  }

  @Property(tries = 300)
  void wholeRoundsOfMinibatchesOfAboutOneSize(
      @ForAll @IntRange(min = 1, max = 1500) int examples,
      @ForAll @IntRange(min = 1, max = 9) int workers,
      @ForAll @IntRange(min = 1, max = 40) int batchSize,
      @ForAll @IntRange(min = 1, max = 12) int averagingFrequency) {
    Assume.that(examples >= workers * averagingFrequency);
    MinibatchPlan plan = wholeRounds(examples, workers, batchSize, averagingFrequency);

    assertThat(plan.perWorker() % averagingFrequency).isZero();
    // No more rounds than are needed.
    assertThat((plan.perWorker() - averagingFrequency) * batchSize).isLessThan(examples);
    for (int of = 0; of < workers; of++) {
      int worker = of;
      assertThat(plan.minibatches(worker)).isEqualTo(plan.perWorker());
      LongSummaryStatistics sizes =
          LongStream.range(0, plan.perWorker())
              .map(i -> plan.first(worker, i + 1) - plan.first(worker, i))
              .summaryStatistics();
      assertThat(sizes.getMin()).isPositive();
      assertThat(sizes.getMax() - sizes.getMin()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void mnistTakesNearlyFullMinibatches() {
    MinibatchPlan plan = wholeRounds(54_000, 2, 64, 10);

    // 42.2 rounds of 1280 examples, so 43.
    assertThat(plan.perWorker()).isEqualTo(430);
    assertThat(plan.first(0, 1)).isEqualTo(63);
    assertThat(plan.first(1) - plan.first(0, 429)).isEqualTo(62);
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
    assertThatThrownBy(() -> wholeRounds(examples, workers, 32, averagingFrequency))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            ("Cannot train on %d examples with train.workers %d and train.averaging-frequency %d: "
                    + "a round takes at least %d examples, one per minibatch; lower one of them or "
                    + "add training images")
                .formatted(examples, workers, averagingFrequency, needed));
  }

  /** 34 examples a worker, in minibatches of 5. */
  @ParameterizedTest
  @CsvSource({"DETERMINISTIC, 7", "DL4J, 8"})
  void dl4jsAveragingAloneNeedsWholeRounds(Averaging averaging, long minibatches) {
    TrainingSettings settings =
        TrainingRuns.of(
            1,
            Architecture.LENET,
            1,
            15,
            TrainingRuns.averaged(averaging, 3, 4),
            1,
            Augmentation.NONE);

    assertThat(MinibatchPlan.of(100, settings).perWorker()).isEqualTo(minibatches);
  }

  @Test
  void workersShareABatch() {
    TrainingSettings settings = TrainingRuns.rounds(3, 22, 1);

    assertThat(settings.batchSize()).isEqualTo(66);
    assertThat(settings.examplesPerMinibatch()).isEqualTo(22);
    assertThat(MinibatchPlan.ofWholeRounds(660, settings).perWorker()).isEqualTo(10);
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
    assertThat(wholeRounds(1000, 2, Integer.MAX_VALUE, 500).perWorker()).isEqualTo(500);
  }

  private static MinibatchPlan wholeRounds(
      long examples, int workers, int examplesPerMinibatch, int averagingFrequency) {
    return MinibatchPlan.ofWholeRounds(
        examples, TrainingRuns.rounds(workers, examplesPerMinibatch, averagingFrequency));
  }
}
