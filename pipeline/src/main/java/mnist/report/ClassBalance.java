package mnist.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.html.Axis;
import mnist.html.BarChart;
import mnist.html.BarChart.Bar;
import mnist.html.Chart;
import mnist.html.Numbers;

/** How many records each class has, as bars. */
public final class ClassBalance {

  private ClassBalance() {}

  /**
   * For each class a bar of each series.
   *
   * @param counts by series, such as a split, the number of records of each class from 0 on; the
   *     same number of classes in each, one to three series, in the map's order
   */
  public static Chart of(Map<String, List<Long>> counts) {
    List<List<Long>> series = List.copyOf(counts.values());
    List<Bar> bars = new ArrayList<>();
    for (int label = 0; !series.isEmpty() && label < series.get(0).size(); label++) {
      for (int kind = 0; kind < series.size(); kind++) {
        long count = series.get(kind).get(label);
        String name = kind == 0 ? String.valueOf(label) : "";
        bars.add(new Bar(name, count, Double.NaN, Double.NaN, Numbers.count(count), kind));
      }
    }
    long most =
        series.stream().flatMapToLong(s -> s.stream().mapToLong(Long::longValue)).max().orElse(0);
    return new BarChart(
        "class-balance",
        "Records by class",
        "A bar for each class and split.",
        Axis.whole("records", 0, Math.max(1, most)),
        List.copyOf(counts.keySet()),
        bars);
  }
}
