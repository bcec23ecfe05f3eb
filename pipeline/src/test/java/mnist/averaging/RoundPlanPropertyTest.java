package mnist.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RoundPlanPropertyTest {

  @Property(tries = 500)
  void everyMinibatchIsInOneRoundOfOneWorker(
      @ForAll @IntRange(min = 0, max = 300) int minibatches,
      @ForAll @IntRange(min = 1, max = 20) int workers,
      @ForAll @IntRange(min = 1, max = 40) int averagingFrequency) {
    int[] shares = RoundPlan.shares(minibatches, workers);
    RoundPlan plan = plan(shares, averagingFrequency);

    List<Integer> fitted = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      long inRound = 0;
      for (int worker = 0; worker < workers; worker++) {
        long from = plan.from(worker, round);
        long to = plan.to(worker, round);
        assertThat(to - from).isBetween(0L, (long) averagingFrequency);
        for (long i = from; i < to; i++) {
          fitted.add((int) (shares[worker] + i));
        }
        inRound += to - from;
      }
      assertThat(inRound).isPositive();
    }

    assertThat(fitted.stream().sorted().toList())
        .isEqualTo(IntStream.range(0, minibatches).boxed().toList());
  }

  @Property
  void sharesDifferByOneAtMost(
      @ForAll @IntRange(min = 0, max = 1000) int size,
      @ForAll @IntRange(min = 1, max = 40) int workers) {
    int[] shares = RoundPlan.shares(size, workers);

    for (int worker = 0; worker < workers; worker++) {
      assertThat(shares[worker + 1] - shares[worker])
          .isBetween(size / workers, (size + workers - 1) / workers);
    }
  }

  private static RoundPlan plan(int[] shares, int averagingFrequency) {
    long[] minibatches =
        IntStream.range(0, shares.length - 1).mapToLong(w -> shares[w + 1] - shares[w]).toArray();
    return new RoundPlan(minibatches, averagingFrequency);
  }
}
