package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mnist.InvalidInputException;
import mnist.blocks.BlockIndex;
import mnist.blocks.BlockIndexes;
import mnist.model.Architecture;
import mnist.nondigits.NonDigits;
import mnist.transform.Augmentation;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSettingsTest {

  private static final AveragingSettings AVERAGING =
      new AveragingSettings(Averaging.DETERMINISTIC, 2, 4, 0.5, 1);
  private static final OptimiserSettings OPTIMISER = new OptimiserSettings(0.003, 0.2, 0, 0);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|16|0|1|1|train.epochs must be 1 or more, but was 0",
        "1|-3|0|1|1|train.batch-size must be 1 or more (examples), but was -3",
        "1|16|-0.1|1|1|train.label-smoothing must be 0 to below 1, but was -0.1",
        "1|16|1|1|1|train.label-smoothing must be 0 to below 1, but was 1.0",
        "1|16|0|0|1|train.patience must be 1 or more (epochs), but was 0",
        "1|16|0|1|0|train.checkpoint-rounds must be 1 or more, but was 0"
      })
  void outOfBoundsIsTheUsersMistake(
      int epochs,
      int batchSize,
      double labelSmoothing,
      int patience,
      int checkpointRounds,
      String message) {
    assertRefused(
        () ->
            new TrainingSettings(
                1,
                Architecture.LENET,
                epochs,
                batchSize,
                AVERAGING,
                OPTIMISER,
                labelSmoothing,
                NonDigits.NONE,
                "auto",
                "auto",
                new EarlyStopping(KeptEpoch.BEST, patience),
                checkpointRounds,
                new ShuffleSettings(1, 1, 0),
                Augmentation.NONE),
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|4|0.5|1|train.workers must be 1 or more, but was 0",
        "2|0|0.5|1|train.averaging-frequency must be 1 or more (minibatches), but was 0",
        "2|4|-0.1|1|train.early-fraction must be 0 to 1, but was -0.1",
        "2|4|1.1|1|train.early-fraction must be 0 to 1, but was 1.1",
        "2|4|NaN|1|train.early-fraction must be 0 to 1, but was NaN",
        "2|4|0.5|0|train.early-frequency must be 1 or more (minibatches), but was 0"
      })
  void averagingOutOfBoundsIsTheUsersMistake(
      int workers, int frequency, double earlyFraction, int earlyFrequency, String message) {
    assertRefused(
        () ->
            new AveragingSettings(
                Averaging.DETERMINISTIC, workers, frequency, earlyFraction, earlyFrequency),
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0.2|0|0|train.learning-rate must be above 0, but was 0.0",
        "NaN|0.2|0|0|train.learning-rate must be above 0, but was NaN",
        "Infinity|0.2|0|0|train.learning-rate must be above 0, but was Infinity",
        "0.003|-0.1|0|0|train.warm-up-fraction must be 0 to below 1, but was -0.1",
        "0.003|1|0|0|train.warm-up-fraction must be 0 to below 1, but was 1.0",
        "0.003|NaN|0|0|train.warm-up-fraction must be 0 to below 1, but was NaN",
        "0.003|0.2|-1|0|train.weight-decay must be 0 or more, but was -1.0",
        "0.003|0.2|NaN|0|train.weight-decay must be 0 or more, but was NaN",
        "0.003|0.2|0|1|train.moving-average must be 0 to below 1, but was 1.0"
      })
  void optimiserOutOfBoundsIsTheUsersMistake(
      double learningRate,
      double warmUpFraction,
      double weightDecay,
      double movingAverage,
      String message) {
    assertRefused(
        () -> new OptimiserSettings(learningRate, warmUpFraction, weightDecay, movingAverage),
        message);
  }

  @Test
  void dl4jsAveragingHasNoMovingAverage() {
    assertRefused(
        () ->
            TrainingRuns.with(
                new OptimiserSettings(0.003, 0.2, 0, 0.9),
                1,
                Architecture.LENET,
                1,
                16,
                TrainingRuns.averaged(Averaging.DL4J, 2, 4),
                1,
                Augmentation.NONE),
        "train.moving-average must be 0 with train.averaging = dl4j, which doesn't tell of its"
            + " rounds, but was 0.9");
  }

  @Test
  void layersThatAveragingDoesNotUseAreRefused() {
    for (String layers : List.of("auto", "dl4j")) {
      assertThat(withDl4jsAveraging(layers).layers()).isEqualTo("dl4j");
    }
    assertRefused(
        () -> withDl4jsAveraging("onednn"),
        "runtime.layers must be auto or dl4j with train.averaging = dl4j, which has DL4J's own,"
            + " but was onednn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|1|0|train.shuffle-bytes must be 1 to 2147483647, but was 0",
        "1|0|0|train.cache-bytes must be 1 to 2147483647, but was 0",
        "1|1|-1|train.disk-cache-bytes must be 0 or more (bytes), but was -1"
      })
  void whatExecutorsHoldOutOfBoundsIsTheUsersMistake(
      long shuffleBytes, long cacheBytes, long diskCacheBytes, String message) {
    assertRefused(() -> new ShuffleSettings(shuffleBytes, cacheBytes, diskCacheBytes), message);
  }

  @ParameterizedTest
  @CsvSource({"0, 30, 0", "0.5, 5, 3", "0.34, 3, 2", "0.01, 30, 1", "1, 30, 30"})
  void partOfAnEarlyEpochIsAnEarlyEpoch(double earlyFraction, int epochs, int early) {
    assertThat(
            new AveragingSettings(Averaging.DETERMINISTIC, 2, 4, earlyFraction, 1)
                .earlyEpochs(epochs))
        .isEqualTo(early);
  }

  /** Images of one pixel. */
  @ParameterizedTest
  @CsvSource({"7, 100, 100", "7, 99, 7", "1, 1, 1"})
  void allAreShuffledWithEachOtherWhereTheyFitTheCache(
      long shuffleBytes, long cacheBytes, int groupSize) {
    BlockIndex images = BlockIndexes.ofFiles(10, List.of(60, 40));

    assertThat(new ShuffleSettings(shuffleBytes, cacheBytes, 0).groupSize(images))
        .isEqualTo(groupSize);
  }

  @Test
  void imagesLargerThanWhatIsShuffledAreInGroupsOfOne() {
    BlockIndex images = BlockIndexes.ofFiles(28, 10, List.of(5));

    assertThat(new ShuffleSettings(783, 4 * 784, 0).groupSize(images)).isEqualTo(1);
    assertThat(new ShuffleSettings(3 * 784, 4 * 784, 0).groupSize(images)).isEqualTo(3);
  }

  @Test
  void averagingHasTheNameOfItsLabelOrItsFormerOne() {
    for (Averaging averaging : Averaging.values()) {
      assertThat(Averaging.named(averaging.label())).isEqualTo(averaging);
    }
    assertThat(Averaging.named("replayable")).isEqualTo(Averaging.DETERMINISTIC);
    assertRefused(
        () -> Averaging.named("DL4J"),
        "train.averaging must be one of deterministic, dl4j, but was DL4J");
  }

  private static TrainingSettings withDl4jsAveraging(String layers) {
    return new TrainingSettings(
        1,
        Architecture.LENET,
        1,
        1,
        new AveragingSettings(Averaging.DL4J, 1, 1, 0, 1),
        new OptimiserSettings(1e-9, 0, 0, 0),
        0,
        NonDigits.NONE,
        layers,
        "auto",
        new EarlyStopping(KeptEpoch.BEST, 1),
        1,
        new ShuffleSettings(1, 1, 0),
        Augmentation.NONE);
  }

  private static void assertRefused(ThrowingCallable settings, String message) {
    assertThatThrownBy(settings).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }

  @Test
  void leastOfEachIsAllowed() {
    TrainingSettings settings =
        new TrainingSettings(
            -1,
            Architecture.LENET,
            1,
            1,
            new AveragingSettings(Averaging.DL4J, 1, 1, 0, 1),
            new OptimiserSettings(1e-9, 0, 0, 0),
            0,
            NonDigits.NONE,
            "auto",
            "auto",
            new EarlyStopping(KeptEpoch.BEST, 1),
            1,
            new ShuffleSettings(1, 1, 0),
            Augmentation.NONE);

    assertThat(settings.stopping().patience()).isEqualTo(1);
  }
}
