package mnist.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mnist.bench.plan.Measured;
import mnist.bench.plan.Plan;

/**
 * One contender's line.
 *
 * @param task its label
 * @param name the contender's label
 * @param imagesPerS the median of all repetitions; null if it failed before it measured any
 * @param min of all repetitions
 * @param max of all repetitions
 * @param repetitions how many counted
 * @param batch images per minibatch
 * @param threads cores that it was to use
 * @param shareOfLimit of what those cores could compute, 0..1; null where that isn't known
 * @param peakRssMib the most memory that was resident in a process of its; null where that isn't
 *     known
 * @param accuracy on the validation images, 0..1, the lowest of its processes; null of what gives
 *     no answers
 * @param failed what went wrong; null if nothing did
 */
public record Row(
    String task,
    String name,
    Double imagesPerS,
    Double min,
    Double max,
    int repetitions,
    int batch,
    int threads,
    Double shareOfLimit,
    Double peakRssMib,
    Double accuracy,
    String failed) {

  /** Of a process that measured nothing. */
  public static Row failed(Plan plan, String reason) {
    return new Row(
        plan.task().label(),
        plan.contender(),
        null,
        null,
        null,
        0,
        plan.batch(),
        plan.threads(),
        null,
        null,
        null,
        reason);
  }

  /**
   * Of what a contender's processes measured.
   *
   * @param measured one or more
   * @param leastAccuracy below which it counts as failed
   */
  public static Row of(
      Plan plan, List<Measured> measured, Double shareOfLimit, double leastAccuracy) {
    Spread spread = Spread.of(rates(measured));
    Double accuracy =
        measured.stream()
            .map(Measured::accuracy)
            .filter(Objects::nonNull)
            .min(Double::compare)
            .orElse(null);
    return new Row(
        plan.task().label(),
        plan.contender(),
        spread.median(),
        spread.min(),
        spread.max(),
        rates(measured).size(),
        plan.batch(),
        plan.threads(),
        shareOfLimit,
        measured.stream()
            .map(Measured::peakRssMib)
            .filter(Objects::nonNull)
            .max(Double::compare)
            .orElse(null),
        accuracy,
        accuracy == null || accuracy >= leastAccuracy
            ? null
            : "accuracy must be at least " + leastAccuracy + " after this, but was " + accuracy);
  }

  public static List<Double> rates(List<Measured> measured) {
    List<Double> rates = new ArrayList<>();
    measured.forEach(one -> rates.addAll(one.imagesPerS()));
    return rates;
  }

  /** Whether it has been measured. Not named as a property, which JSON would have. */
  public boolean sound() {
    return failed == null;
  }
}
