package mnist.train;

import org.nd4j.linalg.schedule.ISchedule;

/** The learning rate of a training of ours, for others to train by; it is in its package. */
public final class Schedules {

  private Schedules() {}

  /**
   * As a run of one worker has it.
   *
   * @param peak the highest rate
   * @param warmUpFraction part of the run in which the rate rises
   * @param steps of the whole run
   */
  public static ISchedule ofRun(double peak, double warmUpFraction, int steps) {
    return new OneCycle(peak, warmUpFraction, steps);
  }
}
