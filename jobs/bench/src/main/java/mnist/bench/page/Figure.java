package mnist.bench.page;

import java.util.List;
import mnist.bench.report.Spread;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What somebody waits for.
 *
 * @param name with its unit
 * @param median of all times
 * @param percentile95 that 95 % of them don't exceed
 * @param times that it was measured
 * @param goal that the median is to be at most; null if there is none
 */
public record Figure(String name, double median, double percentile95, int times, Double goal) {

  static Figure of(String name, List<Double> values, Double goal) {
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    return new Figure(
        name, Spread.of(values).median(), StatUtils.percentile(all, 95), all.length, goal);
  }

  /** Whether it is what it is to be; empty if it isn't to be anything. */
  String verdict() {
    return goal == null ? "" : median <= goal ? "reached" : "missed";
  }
}
