package mnist.train;

/** Is told, on the driver, how training goes on. */
@FunctionalInterface
public interface TrainingListener {

  void epochEnded(EpochMetrics metrics);
}
