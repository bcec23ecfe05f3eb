package mnist.jobs.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import mnist.evaluate.ConfusionMatrix;
import mnist.evaluate.Evaluation;
import org.junit.jupiter.api.Test;

class RepetitionsTest {

  private static Repetitions.Row row(long seed, double validation, Optional<Evaluation> test) {
    return new Repetitions.Row(seed, "0123456789abcdef" + seed, validation, 4, 5, 10 * seed, test);
  }

  private static Optional<Evaluation> right(long right) {
    long[][] counts = {{right, 1000 - right}, {0, 0}};
    return Optional.of(new Evaluation(ConfusionMatrix.of(counts), 0.01 * right / 1000));
  }

  @Test
  void figuresAreMeansWithTheDeviationOfTheSeeds() {
    Repetitions repetitions =
        new Repetitions(
            List.of(row(1, 0.90, right(980)), row(2, 0.92, right(990)), row(3, 0.94, right(970))));

    assertThat(repetitions.figures())
        .hasEntrySatisfying("validation_accuracy", value -> close(value, 0.92))
        .hasEntrySatisfying("validation_accuracy_sd", value -> close(value, 0.02))
        .hasEntrySatisfying("accuracy", value -> close(value, 0.98))
        .hasEntrySatisfying("accuracy_sd", value -> close(value, 0.01))
        .hasEntrySatisfying("training_seconds", value -> close(value, 20));
    // As of one training's thousand images, by hand: 980 of 1,000.
    assertThat(repetitions.interval().low()).isCloseTo(0.96931, within(1e-5));
    assertThat(repetitions.interval().high()).isCloseTo(0.98702, within(1e-5));
  }

  private static void close(Object value, double expected) {
    assertThat((Double) value).isCloseTo(expected, within(1e-12));
  }

  @Test
  void tableHasARowForEachSeedAndTwoForAll() {
    Repetitions repetitions =
        new Repetitions(List.of(row(1, 0.9, right(980)), row(2, 0.92, right(990))));

    assertThat(repetitions.table().rows())
        .containsExactly(
            List.of("1", "01234567", "4 of 5", "10.0", "90.000", "98.000", "0.0098"),
            List.of("2", "01234567", "4 of 5", "20.0", "92.000", "99.000", "0.0099"),
            List.of("mean", "", "", "15.0", "91.000", "98.500", "0.0099"),
            List.of("sd", "", "", "7.1", "1.414", "0.707", "0.0001"));
    assertThat(repetitions.summary())
        .isEqualTo(
            "2 trainings: 91.000 ± 1.414 % of the validation images right,"
                + " 98.500 ± 0.707 % of the test images");
  }

  @Test
  void oneTrainingHasNoDeviationAndWithoutTestNothingIsSaidOfIt() {
    Repetitions repetitions = new Repetitions(List.of(row(1, 0.9, Optional.empty())));

    assertThat(repetitions.figures())
        .containsEntry("validation_accuracy_sd", 0.0)
        .doesNotContainKeys("accuracy", "accuracy_low", "loss");
    assertThat(repetitions.table().rows().get(0))
        .containsExactly("1", "01234567", "4 of 5", "10.0", "90.000");
    assertThat(repetitions.summary())
        .isEqualTo("1 training: 90.000 ± 0.000 % of the validation images right");
  }
}
