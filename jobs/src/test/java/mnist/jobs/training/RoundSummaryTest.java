package mnist.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mnist.averaging.RoundMetrics;
import mnist.averaging.RoundMetrics.Shard;
import mnist.train.EpochMetrics;
import mnist.train.TrainingResult;
import org.junit.jupiter.api.Test;

class RoundSummaryTest {

  @Test
  void tellsWhereWorkRanAndWhatItTook() {
    Shard here = new Shard(0, "b", "1", 10, 640, 0.1, 0.2, 3, 700L << 20);
    Shard there = new Shard(1, "a", "2", 10, 600, 0.1, 0.2, 2, 800L << 20);
    EpochMetrics epoch = new EpochMetrics(1, 0.5, 0.4, 0.9, 2480, 300, 1.5, 9);
    TrainingResult result =
        new TrainingResult(
            null,
            null,
            null,
            epoch,
            List.of(epoch),
            List.of(round(1, 0.010, here, there), round(2, 0.030, here, there)),
            false);

    assertThat(RoundSummary.of(result))
        .isEqualTo(
            """
            host  executor  shards  examples  receive s  load s  fit s
            ----------------------------------------------------------
            a            2       2      1200        0.2     0.4    4.0
            b            1       2      1280        0.2     0.4    6.0
            2 rounds, wall time: broadcast 0.2 s, load and fit 6.4 s, aggregate 0.4 s, validate 1.5 s; outside fitting 20 ms per round (median)
            resident memory in MiB, after a tenth of the rounds, half of them, all: driver 1024, 1024, 2048; largest executor 800, 800, 800""");
  }

  private static RoundMetrics round(int round, double outside, Shard... shards) {
    return new RoundMetrics(
        1,
        round,
        1240,
        0.5,
        3.2 + outside,
        0.1,
        3.2,
        0.2,
        outside,
        (long) round << 30,
        List.of(shards));
  }
}
