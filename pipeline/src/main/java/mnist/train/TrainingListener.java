package mnist.train;

import mnist.averaging.RoundMetrics;

/** Is told, on the driver, how training goes on. */
@FunctionalInterface
public interface TrainingListener {

  void epochEnded(EpochMetrics metrics);

  /** Not called for dl4j-spark's averaging, which doesn't tell. */
  default void roundEnded(RoundMetrics metrics) {}
}
