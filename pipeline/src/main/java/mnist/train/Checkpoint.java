package mnist.train;

import java.util.List;
import mnist.averaging.AveragingState;
import mnist.averaging.RoundMetrics;

/**
 * All that a run needs to go on as if nothing had happened.
 *
 * @param state of the averaging, with the position in the epoch
 * @param epochs those that have ended, in order: what early stopping decides by
 * @param rounds those that have ended, in order
 * @param average moving average of the parameters; empty if there is none
 * @param kept parameters of the epoch that would be kept if none followed; empty before the first
 *     has ended
 * @param elapsedSeconds that training has taken so far
 */
record Checkpoint(
    AveragingState state,
    List<EpochMetrics> epochs,
    List<RoundMetrics> rounds,
    float[] average,
    float[] kept,
    double elapsedSeconds) {

  Checkpoint withRounds(List<RoundMetrics> all) {
    return new Checkpoint(state, epochs, List.copyOf(all), average, kept, elapsedSeconds);
  }
}
