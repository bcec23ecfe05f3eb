package mnist.bench.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mnist.bench.machine.Machine;
import mnist.bench.plan.Contender;
import mnist.bench.plan.Measured;
import mnist.bench.plan.Plan;
import mnist.bench.plan.Task;
import mnist.bench.processes.ColdStart;

/** Rows and a report. */
final class Samples {

  private Samples() {}

  static Plan plan(Task task, Contender contender, int batch) {
    return new Plan(
        "work", task, contender.label(), batch, 2, "reference", 1, 3, 640, 0.5, 0.001, 42);
  }

  static Row row(Task task, Contender contender, int batch, double rate) {
    Measured measured = new Measured(List.of(rate - 10, rate, rate + 20), 0.98, 900.25);
    return Row.of(plan(task, contender, batch), List.of(measured), 0.5, 0.9);
  }

  static Report report(List<Row> rows) {
    return report(rows, null);
  }

  /**
   * @param coldStart null if it wasn't measured
   */
  static Report report(List<Row> rows, ColdStart coldStart) {
    Map<String, Double> ratios = Rows.ratios(rows);
    return new Report(
        new Machine("a processor", 2, 2, 8192L, "Linux"),
        new Spread(2.8, 2.7, 2.9),
        179.2,
        Map.of("train", 16_376_064.0),
        42,
        "reference",
        640,
        1000,
        500,
        new TreeMap<>(Map.of("djl", "1")),
        rows,
        List.of(),
        ratios,
        coldStart,
        Bar.of(ratios, coldStart));
  }
}
