package mnist.train;

import mnist.model.Architecture;
import mnist.nondigits.NonDigits;
import mnist.transform.Augmentation;

/** Settings of which a test names those that matter to it. */
final class TrainingRuns {

  private TrainingRuns() {}

  static TrainingSettings rounds(int workers, int examplesPerMinibatch, int averagingFrequency) {
    int batchSize = (int) Math.min(Integer.MAX_VALUE, (long) workers * examplesPerMinibatch);
    return of(
        1,
        Architecture.REFERENCE,
        1,
        batchSize,
        averaged(Averaging.DETERMINISTIC, workers, averagingFrequency),
        1,
        Augmentation.NONE);
  }

  /** As often in all epochs. */
  static AveragingSettings averaged(Averaging by, int workers, int frequency) {
    return new AveragingSettings(by, workers, frequency, 0, 1);
  }

  static TrainingSettings of(
      long seed,
      Architecture architecture,
      int epochs,
      int batchSize,
      AveragingSettings averaging,
      int patience,
      Augmentation augmentation) {
    return with(
        new OptimiserSettings(0.002, 0.2, 0, 0),
        seed,
        architecture,
        epochs,
        batchSize,
        averaging,
        patience,
        augmentation);
  }

  static TrainingSettings with(
      OptimiserSettings optimiser,
      long seed,
      Architecture architecture,
      int epochs,
      int batchSize,
      AveragingSettings averaging,
      int patience,
      Augmentation augmentation) {
    return new TrainingSettings(
        seed,
        architecture,
        epochs,
        batchSize,
        averaging,
        optimiser,
        0,
        NonDigits.NONE,
        "auto",
        "auto",
        new EarlyStopping(KeptEpoch.BEST, patience),
        1,
        new ShuffleSettings(1 << 20, 1 << 20, 0),
        augmentation);
  }
}
