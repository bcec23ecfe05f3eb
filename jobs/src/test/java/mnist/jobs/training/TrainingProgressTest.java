package mnist.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import mnist.averaging.RoundMetrics;
import mnist.jobs.runner.Progress;
import mnist.train.EpochMetrics;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong(5_000_000_000L);
  private final TrainingProgress progress =
      new TrainingProgress(
          new Progress(new PrintStream(shown, true, StandardCharsets.UTF_8), OptionalInt.of(200)),
          10,
          1000,
          nanos::get);

  /** Four epochs and a half took 450 s, so that the rest takes 550 s; this process took 10 s. */
  @Test
  void remainingTimeAfterAResumptionCountsWhatTheRunTookBefore() {
    seconds(30);
    progress.resumed(List.of(epoch(4, 0.3, 0.98)), 400, 440);
    seconds(10);
    progress.roundEnded(round(5, 100));

    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("epoch 5/10 (50%)  9:10 left  validation 98.00%  loss 0.3000  10 images/s");
  }

  @Test
  void nextEpochAfterAResumptionIsWhole() {
    progress.resumed(List.of(), 900, 90);
    seconds(10);
    progress.epochEnded(epoch(1, 0.4, 0.97));
    seconds(10);
    progress.roundEnded(round(2, 100));

    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("epoch 2/10 (10%)  14:50 left  validation 97.00%  loss 0.4000  10 images/s");
  }

  private void seconds(long passed) {
    nanos.addAndGet(passed * 1_000_000_000L);
  }

  private static EpochMetrics epoch(int epoch, double loss, double accuracy) {
    return new EpochMetrics(epoch, loss, 0.2, accuracy, 1000, 10, 1, 100);
  }

  private static RoundMetrics round(int epoch, long examples) {
    return new RoundMetrics(epoch, 1, examples, 0.5, 1, 0, 1, 0, 0, 0, List.of());
  }
}
