package mnist.train;

import java.util.List;
import mnist.averaging.RoundMetrics;

/** Is told, on the driver, how training goes on. */
@FunctionalInterface
public interface TrainingListener {

  void epochEnded(EpochMetrics metrics);

  /**
   * A run goes on from a checkpoint; called before anything else, if at all.
   *
   * @param epochs that have ended, in order; possibly none
   * @param examples fitted already in the epoch after those
   * @param elapsedSeconds that the run has taken so far
   */
  default void resumed(List<EpochMetrics> epochs, long examples, double elapsedSeconds) {}

  /** Not called for dl4j-spark's averaging, which doesn't tell. */
  default void roundEnded(RoundMetrics metrics) {}
}
