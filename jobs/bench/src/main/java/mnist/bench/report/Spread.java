package mnist.bench.report;

import java.util.List;

/** The middle and the ends of repeated measurements. */
public record Spread(double median, double min, double max) {

  /**
   * @param values one or more
   */
  public static Spread of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
