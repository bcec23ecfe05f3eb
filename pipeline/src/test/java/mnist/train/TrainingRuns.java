package mnist.train;

import mnist.model.Architecture;
import mnist.transform.Augmentation;

/** Settings of which a test names those that matter to it. */
final class TrainingRuns {

  private TrainingRuns() {}

  static TrainingSettings rounds(int workers, int examplesPerMinibatch, int averagingFrequency) {
    return new TrainingSettings(
        1,
        Architecture.REFERENCE,
        1,
        workers,
        (int) Math.min(Integer.MAX_VALUE, (long) workers * examplesPerMinibatch),
        averagingFrequency,
        0,
        1,
        Averaging.REPLAYABLE,
        "auto",
        "auto",
        0.003,
        0.2,
        1,
        1,
        Augmentation.NONE);
  }
}
