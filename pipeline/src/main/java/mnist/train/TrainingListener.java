package mnist.train;

import java.util.List;
import mnist.averaging.RoundMetrics;

/** Hears of a training's progress, on the driver. */
@FunctionalInterface
public interface TrainingListener {

  void epochEnded(EpochMetrics metrics);

  /**
   * A run resumes from a checkpoint; called first, if at all.
   *
   * @param epochs that have ended, in order; possibly none
   * @param examples already fitted in the epoch after those
   * @param elapsedSeconds that the run has taken so far
   */
  default void resumed(List<EpochMetrics> epochs, long examples, double elapsedSeconds) {}

  /** Not called with dl4j-spark's averaging, which doesn't report its rounds. */
  default void roundEnded(RoundMetrics metrics) {}
}
