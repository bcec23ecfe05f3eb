package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mnist.InvalidInputException;
import mnist.model.Architecture;
import mnist.transform.Augmentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|2|16|4|0.5|1|0.003|0.2|1|1|train.epochs must be 1 or more, but was 0",
        "1|0|16|4|0.5|1|0.003|0.2|1|1|train.workers must be 1 or more, but was 0",
        "1|2|-3|4|0.5|1|0.003|0.2|1|1|train.batch-size must be 1 or more (examples), but was -3",
        "1|2|16|0|0.5|1|0.003|0.2|1|1|train.averaging-frequency must be 1 or more (minibatches), but was 0",
        "1|2|16|4|-0.1|1|0.003|0.2|1|1|train.early-fraction must be 0 to 1, but was -0.1",
        "1|2|16|4|1.1|1|0.003|0.2|1|1|train.early-fraction must be 0 to 1, but was 1.1",
        "1|2|16|4|NaN|1|0.003|0.2|1|1|train.early-fraction must be 0 to 1, but was NaN",
        "1|2|16|4|0.5|0|0.003|0.2|1|1|train.early-frequency must be 1 or more (minibatches), but was 0",
        "1|2|16|4|0.5|1|0.003|0.2|0|1|train.patience must be 1 or more (epochs), but was 0",
        "1|2|16|4|0.5|1|0.003|0.2|1|0|train.checkpoint-rounds must be 1 or more, but was 0",
        "1|2|16|4|0.5|1|0|0.2|1|1|train.learning-rate must be above 0, but was 0.0",
        "1|2|16|4|0.5|1|NaN|0.2|1|1|train.learning-rate must be above 0, but was NaN",
        "1|2|16|4|0.5|1|Infinity|0.2|1|1|train.learning-rate must be above 0, but was Infinity",
        "1|2|16|4|0.5|1|0.003|-0.1|1|1|train.warm-up-fraction must be 0 to below 1, but was -0.1",
        "1|2|16|4|0.5|1|0.003|1|1|1|train.warm-up-fraction must be 0 to below 1, but was 1.0",
        "1|2|16|4|0.5|1|0.003|NaN|1|1|train.warm-up-fraction must be 0 to below 1, but was NaN"
      })
  void outOfBoundsIsTheUsersMistake(
      int epochs,
      int workers,
      int batchSize,
      int averagingFrequency,
      double earlyFraction,
      int earlyFrequency,
      double learningRate,
      double warmUpFraction,
      int patience,
      int checkpointRounds,
      String message) {
    assertThatThrownBy(
            () ->
                new TrainingSettings(
                    1,
                    Architecture.LENET,
                    epochs,
                    workers,
                    batchSize,
                    averagingFrequency,
                    earlyFraction,
                    earlyFrequency,
                    Averaging.REPLAYABLE,
                    "auto",
                    "auto",
                    learningRate,
                    warmUpFraction,
                    patience,
                    checkpointRounds,
                    Augmentation.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void leastOfEachIsAllowed() {
    TrainingSettings settings =
        new TrainingSettings(
            -1,
            Architecture.LENET,
            1,
            1,
            1,
            1,
            0,
            1,
            Averaging.DL4J,
            "auto",
            "auto",
            1e-9,
            1e-9,
            1,
            1,
            Augmentation.NONE);

    assertThat(settings.patience()).isEqualTo(1);
  }
}
