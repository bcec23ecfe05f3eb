package mnist.calibration;

/**
 * What is left when only predictions of some confidence and above are accepted.
 *
 * @param minConfidence the least confidence that is accepted; one that a prediction has
 * @param accepted how many predictions have it or more, 1 or more
 * @param errors how many of those are wrong
 * @param examples how many predictions there are in all
 */
public record RiskCoveragePoint(float minConfidence, long accepted, long errors, long examples) {

  /** Share of the predictions that is accepted, above 0 to 1. */
  public double coverage() {
    return (double) accepted / examples;
  }

  /** Share of the accepted predictions that is wrong, 0..1. */
  public double errorRate() {
    return (double) errors / accepted;
  }

  /** Share of the accepted predictions that is right, 0..1. */
  public double accuracy() {
    return (double) (accepted - errors) / accepted;
  }
}
