package mnist.train;

/**
 * An exponential moving average of the parameters after each round (Polyak, Juditsky 1992). Early
 * rounds decay faster, so that the average isn't tied to the initial parameters: the decay of round
 * n is at most (1 + n) / (10 + n).
 */
final class MovingAverage {

  private final double kept;
  private float[] values;

  /**
   * @param kept the decay, 0 to below 1: what a round keeps of the average; 0 for no average
   * @param values of the average so far; empty before the first round
   */
  MovingAverage(double kept, float[] values) {
    this.kept = kept;
    this.values = values;
  }

  boolean isOn() {
    return kept > 0;
  }

  /**
   * Takes in a round's parameters.
   *
   * @param round of the run, from 1
   */
  void add(float[] parameters, int round) {
    if (!isOn()) {
      return;
    }
    float[] before = values.length == 0 ? parameters : values;
    double part = Math.min(kept, (1.0 + round) / (10.0 + round));
    float[] next = new float[parameters.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = (float) (part * before[i] + (1 - part) * parameters[i]);
    }
    values = next;
  }

  /** Of the parameters, in their order; empty before the first round. */
  float[] values() {
    return values;
  }
}
