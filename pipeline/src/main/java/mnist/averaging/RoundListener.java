package mnist.averaging;

/** Is told, on the driver, of each round that has ended. */
@FunctionalInterface
public interface RoundListener {

  /**
   * @param next from which training goes on, here or after a restart
   * @param last whether the epoch ends with this round
   */
  void roundEnded(RoundMetrics metrics, AveragingState next, boolean last);
}
