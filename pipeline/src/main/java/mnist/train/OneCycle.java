package mnist.train;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A learning rate that rises linearly from 0 to its peak and falls back to 0 along half a cosine,
 * over a run of known length (Smith, Topin 2017, arXiv 1708.07120, with a cosine for the fall).
 * ND4J's own CycleSchedule falls linearly, and its PolySchedule rises.
 *
 * <p>It is part of a network's configuration during training only. A stored network has the peak as
 * a constant rate instead, so that DL4J alone can load it.
 */
final class OneCycle implements ISchedule {

  // Public and not final for the JSON of dl4j-spark's own averaging, which sees no other fields.
  public double peak;
  public double warmUp;
  public int iterations;

  /** For DL4J, which fills the fields in. */
  private OneCycle() {}

  /**
   * @param peak above 0
   * @param warmUp fraction of the run in which the rate rises, 0 to below 1
   * @param iterations minibatches that a worker fits in the run, 1 or more
   */
  OneCycle(double peak, double warmUp, int iterations) {
    this.peak = peak;
    this.warmUp = warmUp;
    this.iterations = iterations;
  }

  /**
   * The rate in the middle of an iteration, so that none has a rate of 0.
   *
   * @param iteration from 0; those after the run's last have its rate
   */
  @Override
  public double valueAt(int iteration, int epoch) {
    double part = (Math.min(iteration, iterations - 1) + 0.5) / iterations;
    return part < warmUp
        ? peak * part / warmUp
        : peak * (1 + Math.cos(Math.PI * (part - warmUp) / (1 - warmUp))) / 2;
  }

  @Override
  public ISchedule clone() {
    return new OneCycle(peak, warmUp, iterations);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OneCycle same
        && same.peak == peak
        && same.warmUp == warmUp
        && same.iterations == iterations;
  }

  @Override
  public int hashCode() {
    return Objects.hash(peak, warmUp, iterations);
  }
}
